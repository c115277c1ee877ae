using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>Calls that do not belong together are told so, and give no wrong numbers.</summary>
public sealed class UnbalancedCallTests
{
    private readonly Forecaster model = new(1);
    private readonly Forecaster.Workspace workspace = new(20);
    private readonly float[] inputs = Batches.Numbers(20 * 24, 1);
    private readonly float[] targets = Batches.Numbers(20, 2);
    private readonly float[] outputs = new float[20];
    private readonly float[] gradients = new float[Forecaster.ParameterCount];

    [Fact]
    public void While_an_edit_is_open_nothing_is_computed()
    {
        var state = new Forecaster.State();
        model.Forward(inputs, outputs, workspace);
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values[0] += 1;
            RequireOpen(() => model.Predict(inputs, outputs));
            RequireOpen(() => model.Predict(inputs, outputs, new Forecaster.Workspace(20)));
            RequireOpen(() => model.ComputeGradients(inputs, targets, gradients));
            RequireOpen(() => model.ComputeGradients(inputs, targets, gradients, new Forecaster.Workspace(20)));
            RequireOpen(() => model.ComputeLoss(inputs, targets));
            RequireOpen(() => model.Backward(outputs, gradients, default, workspace));
            RequireOpen(() => model.Forward(inputs, outputs, workspace));
            RequireOpen(() => model.Step(inputs.AsSpan(0, 2), outputs.AsSpan(0, 1), state));
            RequireOpen(() => model.Fit(inputs, targets, new FitOptions()));
            Assert.Equal(0, state.Steps);
            Assert.Equal(edit.Values.ToArray(), model.Parameters.ToArray());
        }

        model.Predict(inputs, outputs);
        model.Step(inputs.AsSpan(0, 2), outputs.AsSpan(0, 1), state);
    }

    [Fact]
    public void An_edit_that_was_forgotten_is_made_good_by_another()
    {
        Forget(model);
        RequireOpen(() => model.Predict(inputs, outputs));
        using (model.EditParameters())
        {
        }

        RequireBatchAndSequenceAgree();
        Assert.Equal(0.5f, model.Parameters[3]);

        Forget(model);
        using var file = new MemoryStream();
        new Forecaster(2).Save(file);
        file.Position = 0;
        model.LoadParameters(file);
        RequireBatchAndSequenceAgree();
    }

    [Fact]
    public void An_edit_that_is_over_is_not_written_to()
    {
        ParameterEdit first = model.EditParameters();
        first.Values[0] = 1;
        ParameterEdit second = model.EditParameters();
        RequireOver(first);
        first.Dispose(); // of what is over already: the second stays open
        RequireOpen(() => model.Predict(inputs, outputs));
        second.Values[0] = 2;
        second.Dispose();
        RequireOver(second);
        Assert.Equal(2, model.Parameters[0]);
        model.Predict(inputs, outputs);
        second.Dispose();
        model.Predict(inputs, outputs);
        RequireOver(default);
        default(ParameterEdit).Dispose();
        RequireBatchAndSequenceAgree();
    }

    [Fact]
    public void Backward_wants_the_Forward_of_the_same_model()
    {
        var other = new Forecaster(2);
        other.Forward(inputs, outputs, workspace);
        RequireMisplaced("another model's", () => model.Backward(outputs, gradients, default, workspace));
        other.Backward(outputs, gradients, default, workspace);
        model.Forward(inputs, outputs, workspace);
        RequireMisplaced("another model's", () => other.Backward(outputs, gradients, default, workspace));
        model.Backward(outputs, gradients, default, workspace);
    }

    [Fact]
    public void Backward_wants_the_parameters_of_the_Forward()
    {
        model.Forward(inputs, outputs, workspace);
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values[0] += 1;
        }

        RequireChanged();
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        model.Forward(inputs, outputs, workspace);
        model.LoadParameters(file);
        RequireChanged();

        model.Forward(inputs, outputs, workspace);
        model.Fit(inputs, targets, new FitOptions());
        RequireChanged();

        model.Forward(inputs, outputs, workspace);
        model.Backward(outputs, gradients, default, workspace);

        void RequireChanged() => RequireMisplaced("have been changed since the Forward", () => model.Backward(outputs, gradients, default, workspace));
    }

    [Fact]
    public void Backward_may_follow_Backward_and_gives_the_same()
    {
        model.Forward(inputs, outputs, workspace);
        model.Backward(outputs, gradients, default, workspace);
        float[] again = new float[gradients.Length];
        Assert.ThrowsAny<ArgumentException>(() => model.Backward(outputs, new float[1], default, workspace));
        model.Backward(outputs, again, default, workspace);
        Assert.Equal(gradients, again);
    }

    [Fact]
    public void A_call_between_or_a_Forward_that_failed_leaves_nothing_to_go_back_through()
    {
        Action[] between =
        [
            () => model.ComputeGradients(inputs, targets, gradients, workspace),
            () => model.Predict(inputs, outputs, workspace),
            () => Assert.ThrowsAny<ArgumentException>(() => model.Forward(inputs, new float[1], workspace)),
            () => Assert.ThrowsAny<ArgumentException>(() => model.Forward(new float[21 * 24], new float[21], workspace)),
        ];
        foreach (Action call in between)
        {
            model.Forward(inputs, outputs, workspace);
            call();
            RequireMisplaced("holds no forward pass", () => model.Backward(outputs, gradients, default, workspace));
        }
    }

    [Fact]
    public void A_batch_of_which_nothing_counts_comes_between_too()
    {
        var tagger = new Tagger(1);
        var own = new Tagger.Workspace(1);
        float[] features = Batches.Numbers(21, 1), probabilities = new float[28], slopes = new float[Tagger.ParameterCount];
        tagger.Forward(features, probabilities, own);
        tagger.ComputeGradients(features, [-1, -1, -1, -1, -1, -1, -1], slopes, own);
        RequireMisplaced("holds no forward pass", () => tagger.Backward(probabilities, slopes, default, own));
    }

    [Fact]
    public void A_workspace_is_for_one_thread_at_a_time()
    {
        model.Forward(inputs, outputs, workspace);
        using (new SoleUse(workspace)) // what the call of another thread does
        {
            RequireMisplaced("Another thread is using this workspace", () => model.Predict(inputs, outputs, workspace));
            RequireMisplaced("Another thread is using this workspace", () => model.ComputeGradients(inputs, targets, gradients, workspace));
            RequireMisplaced("Another thread is using this workspace", () => model.Forward(inputs, outputs, workspace));
            RequireMisplaced("Another thread is using this workspace", () => model.Backward(outputs, gradients, default, workspace));
        }

        // The calls that failed have done it no harm.
        model.Backward(outputs, gradients, default, workspace);
    }

    [Fact]
    public void A_workspace_is_free_again_after_a_call_that_failed()
    {
        Assert.ThrowsAny<ArgumentException>(() => model.Predict(new float[21 * 24], new float[21], workspace));
        Assert.ThrowsAny<ArgumentException>(() => model.Forward(inputs, new float[1], workspace));
        Assert.ThrowsAny<ArgumentException>(() => model.ComputeGradients(new float[21 * 24], new float[21], gradients, workspace));
        Assert.Throws<InvalidOperationException>(() => model.Backward(outputs, gradients, default, workspace));
        model.Predict(inputs, outputs, workspace);
    }

    [Fact]
    public void A_state_goes_with_any_instance_and_outlives_edits()
    {
        var same = new Forecaster(1);
        Forecaster.State one = new(), two = new();
        float[] left = new float[1], right = new float[1];
        for (int step = 0; step < 6; step++)
        {
            model.Step(inputs.AsSpan(2 * step, 2), left, one);
            (step % 2 == 0 ? model : same).Step(inputs.AsSpan(2 * step, 2), right, two);
            Assert.Equal(left, right);
            using ParameterEdit edit = same.EditParameters();
        }
    }

    private static void Forget(Forecaster model)
    {
#pragma warning disable RNN081 // which warns of just that
        ParameterEdit edit = model.EditParameters();
#pragma warning restore RNN081
        edit.Values[3] = 0.5f;
    }

    private void RequireBatchAndSequenceAgree()
    {
        float[] one = new float[1];
        model.Predict(inputs, outputs);
        model.Predict(inputs.AsSpan(0, 24), one);
        Assert.Equal(outputs[0], one[0], 1e-5f);
    }

    private static void RequireOpen(Action call) => RequireMisplaced("An edit of the model's parameters is open: dispose the ParameterEdit", call);

    private static void RequireOver(ParameterEdit edit)
    {
        InvalidOperationException? error = null;
        try
        {
            _ = edit.Values;
        }
        catch (InvalidOperationException caught) // a ref struct is not to be captured by Assert.Throws
        {
            error = caught;
        }

        Assert.Contains("This edit of the parameters is over", error?.Message, StringComparison.Ordinal);
    }

    private static void RequireMisplaced(string message, Action call) =>
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
}
