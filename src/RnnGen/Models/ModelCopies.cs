namespace RnnGen;

/// <summary>Copies of models. An extension, so that a class may have a <c>Clone</c> of its own.</summary>
public static class ModelCopies
{
    /// <summary>Creates a model with the same parameters, which are its own from then on. Other members of the class are as after its construction.</summary>
    /// <typeparam name="TSelf">The model's class.</typeparam>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open.</exception>
    public static TSelf Clone<TSelf, TIn, TTarget>(this IRnnModel<TSelf, TIn, TTarget> model)
        where TSelf : IRnnModel<TSelf, TIn, TTarget>
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Clone();
    }
}
