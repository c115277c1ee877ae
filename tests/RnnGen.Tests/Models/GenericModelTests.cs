using RnnGen.Runtime;
using RnnGen.Tests.Storage;

namespace RnnGen.Tests.Models;

/// <summary>Code that is generic in the model reaches all that a model does, and gets what the class's own members give.</summary>
public sealed class GenericModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_of_numbers_is_created_trained_measured_stored_and_differentiated() => RequireLife<Forecaster, float>(
        Batches.Numbers(40, 1), new Forecaster(7).Parameters.ToArray(), Forecaster.ParameterTable.Length);

    [Fact]
    public void So_is_one_of_class_ids() => RequireLife<Tagger, int>(
        Batches.Classes(40 * 7, 4, 2), new Tagger(7).Parameters.ToArray(), Tagger.ParameterTable.Length);

    private void RequireLife<TModel, TTarget>(TTarget[] targets, float[] created, int tensors)
        where TModel : IRnnModel<TModel, float, TTarget>
        where TTarget : unmanaged
    {
        TModel model = TModel.Create(7);
        Assert.Equal(created, model.Parameters.ToArray());
        Assert.Equal(tensors, model.ParameterTable.Length);

        float[] inputs = Batches.Numbers(40 * model.InputsPerSample, 3);
        FitHistory history = model.Fit(inputs, targets, new FitOptions { Epochs = 3 }, (inputs, targets));
        Assert.Equal(history.ValidationLosses[^1], model.Evaluate(inputs, targets).Loss);
        Assert.True(history.ValidationLosses[^1] < history.ValidationLosses[0]);

        string path = folder["model.safetensors"];
        model.Save(path);
        using MemoryStream stream = new();
        model.Save(stream);
        stream.Position = 0;
        TModel other = TModel.Create();
        foreach (TModel same in (TModel[])[TModel.Load(path), TModel.Load(stream), model.Clone()])
        {
            Assert.Equal(model.Parameters.ToArray(), same.Parameters.ToArray());
            Assert.Equal(model.Predict(inputs), same.Predict(inputs));
        }

        Assert.NotEqual(model.Parameters.ToArray(), other.Parameters.ToArray());
        other.LoadParameters(path);
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());

        ModelWorkspace workspace = model.CreateWorkspace(40);
        Assert.Equal(40, workspace.MaxBatch);
        float[] expected = new float[40 * model.OutputsPerSample], outputs = new float[expected.Length];
        model.Predict(inputs, expected);
        Assert.Equal(expected, model.Predict(inputs));
        model.Predict(inputs, outputs, workspace);
        Assert.Equal(expected, outputs);
        outputs.AsSpan().Clear();
        model.Forward(inputs, outputs, workspace);
        Assert.Equal(expected, outputs);

        float[] gradients = new float[model.Parameters.Length], again = new float[gradients.Length];
        float[] inputGradients = new float[inputs.Length];
        model.Backward(outputs, gradients, inputGradients, workspace);
        Assert.Contains(gradients, gradient => gradient != 0);
        Assert.Contains(inputGradients, gradient => gradient != 0);
        model.Backward(outputs, gradients, default, workspace, accumulate: true);
        model.Backward(outputs, again, default, workspace);
        Assert.All(gradients.Zip(again), pair => Assert.Equal(2 * pair.Second, pair.First, Math.Abs(pair.Second) * 1e-5f));
        Assert.Equal(model.ComputeGradients(inputs, targets, gradients), model.ComputeGradients(inputs, targets, again, workspace));
        Assert.Equal(gradients, again);
    }

    [Fact]
    public void A_stream_is_begun_and_stepped()
    {
        Tagger model = new(1);
        IStreamModel<float> any = model;
        StreamState state = any.CreateState();
        Tagger.State own = new();
        float[] inputs = Batches.Numbers(21, 4), outputs = new float[4], expected = new float[4];
        for (int step = 0; step < 7; step++)
        {
            any.Step(inputs.AsSpan(3 * step, 3), outputs, state);
            model.Step(inputs.AsSpan(3 * step, 3), expected, own);
            Assert.Equal(expected, outputs);
        }

        Assert.Equal(7, state.Steps);
    }

    [Fact]
    public void Memory_of_another_model_is_refused_by_name()
    {
        IRnnModel<float, float> model = new Forecaster(1);
        ModelWorkspace foreign = ((IRnnModel<float, int>)new Tagger(1)).CreateWorkspace(1);
        float[] inputs = new float[24], outputs = new float[1], gradients = new float[Forecaster.ParameterCount];
        foreach (Action call in (Action[])
        [
            () => model.Predict(inputs, outputs, foreign),
            () => model.Forward(inputs, outputs, foreign),
            () => model.Backward(outputs, gradients, default, foreign),
            () => model.ComputeGradients(inputs, outputs, gradients, foreign),
        ])
        {
            ArgumentException error = Assert.Throws<ArgumentException>("workspace", call);
            Assert.Contains("is a RnnGen.Tests.Models.Tagger+Workspace, but this model's is a RnnGen.Tests.Models.Forecaster+Workspace", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>("workspace", () => model.Predict(inputs, outputs, null!));
        Assert.Throws<ArgumentException>("state", () => ((IStreamModel<float>)model).Step(new float[2], outputs, new Tagger.State()));
        Assert.Throws<ArgumentNullException>("state", () => ((IStreamModel<float>)model).Step(new float[2], outputs, null!));
    }

    [Fact]
    public void A_clone_goes_its_own_way()
    {
        Forecaster model = new(1);
        Forecaster clone = model.Clone();
        float[] inputs = Batches.Numbers(5 * 24, 1);
        float[] before = model.Predict(inputs);
        Assert.Equal(before, clone.Predict(inputs));
        Assert.Equal(model.Predict(inputs.AsSpan(0, 24)), clone.Predict(inputs.AsSpan(0, 24))); // from the copy in another layout

        using (ParameterEdit edit = clone.EditParameters())
        {
            edit.Values.Clear();
        }

        Assert.Equal(before, model.Predict(inputs));
        Assert.NotEqual(before, clone.Predict(inputs));
    }

    [Fact]
    public void A_model_that_is_being_edited_is_not_cloned()
    {
        Forecaster model = new(1);
        using ParameterEdit edit = model.EditParameters();
        Assert.Throws<InvalidOperationException>(model.Clone);
    }

    [Fact]
    public void A_class_with_required_members_has_all_but_what_creates_it()
    {
        object model = new Named(1) { Unit = "kW" };
        Assert.IsAssignableFrom<IRnnModel<float, float>>(model);
        Assert.IsAssignableFrom<IStreamModel<float>>(model);
        Assert.DoesNotContain(
            typeof(Named).GetInterfaces(), type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRnnModel<,,>));
        Assert.Contains(typeof(IRnnModel<Forecaster, float, float>), typeof(Forecaster).GetInterfaces());
    }

    [Fact]
    public void A_prediction_may_come_in_an_array_of_its_own()
    {
        Detector model = new(1);
        float[] inputs = Batches.Numbers(3 * 10, 1);
        float[] outputs = new float[3 * 6];
        model.Predict(inputs, outputs);
        Assert.Equal(outputs, model.Predict(inputs));
        Assert.Throws<ArgumentException>("inputs", () => model.Predict(new float[11]));
        Assert.Throws<ArgumentException>("inputs", () => model.Predict([]));
    }
}

[RnnModel(3, 1)]
[Lstm(2)]
[Dense(1)]
internal sealed partial class Named
{
    public required string Unit { get; init; }
}
