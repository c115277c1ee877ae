using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>Whether the switches of passes switch something.</summary>
public sealed class PassesTests
{
    public static TheoryData<string> Names => [.. PassSwitches.All.Select(static pass => pass.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pass_changes_some_model(string name)
    {
        Target target = PassSwitches.Without(PassSwitches.All.Single(pass => pass.Name == name));
        Assert.Contains(EnumeratedCases.All.GroupBy(static item => item.Group).SelectMany(static group => group.TakeLast(5)), item =>
        {
            var programs = ModelPrograms.Create(Network.Create(item.Declaration));
            return PassSwitches.Texts(ModelPlans.Create(programs, target)) != PassSwitches.Texts(ModelPlans.Create(programs));
        });
    }
}
