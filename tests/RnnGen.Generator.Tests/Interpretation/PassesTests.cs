using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>Whether the switches of passes switch something.</summary>
public sealed class PassesTests
{
    /// <summary>Some models of each group, with what is emitted with all passes.</summary>
    private static readonly (ModelPrograms Programs, Lazy<(string, string)> Texts)[] models =
    [
        .. EnumeratedCases.All.GroupBy(static item => item.Group).SelectMany(static group => group.TakeLast(5)).Select(static item =>
        {
            var programs = ModelPrograms.Create(Network.Create(item.Declaration));
            return (programs, new Lazy<(string, string)>(() => PassSwitches.Texts(ModelPlans.Create(programs))));
        }),
    ];

    public static TheoryData<string> Names => [.. PassSwitches.All.Select(static pass => pass.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pass_changes_some_model(string name)
    {
        Target target = PassSwitches.Without(PassSwitches.All.Single(pass => pass.Name == name));
        Assert.Contains(models, model => PassSwitches.Texts(ModelPlans.Create(model.Programs, target)) != model.Texts.Value);
    }
}
