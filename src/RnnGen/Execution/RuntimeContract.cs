using System.ComponentModel;
using System.Reflection;

namespace RnnGen.Runtime;

/// <summary>
/// What emitted code and this library agree upon: the public members of this namespace. Emitted code says which version of them it was written for, before it uses any other.
/// </summary>
/// <remarks>
/// A method that calls a member which is not there fails as a whole, when it is compiled: a check among its lines would never run. So emitted code hands over what comes
/// next as a delegate, whose method is compiled when it is called. What the callers of <see cref="Create{T}"/> name themselves has to be there in all versions: this class,
/// the constructors of <see cref="ModelWorkspace"/> and <see cref="StreamState"/>, the types <see cref="ParameterBuffer"/>, <see cref="NetworkLayout"/>, <see cref="StateVector"/> and
/// <see cref="UnsetParameters"/>, though not their members, and the interfaces of a model's class, without a new member that has no body.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class RuntimeContract
{
    /// <summary>Makes something that a model begins with.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="version">The <see cref="Version"/> that the model was written for.</param>
    /// <param name="model">The model's class.</param>
    /// <param name="create">Makes it; not called where versions differ.</param>
    /// <exception cref="InvalidOperationException">The model was written for another version.</exception>
    public static T Create<T>(int version, Type model, Func<T> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return version == Version ? create() : throw OtherVersion(version, model);
    }

    private static InvalidOperationException OtherVersion(int version, Type model)
    {
        AssemblyName own = typeof(RuntimeContract).Assembly.GetName();
        return new InvalidOperationException(
            Invariant($"The model '{model}' in {model.Assembly.GetName().Name} was built for version {version} of the contract between models and library, ")
            + Invariant($"but {own.Name} {own.Version?.ToString(3)} has version {Version}. ")
            + $"Rebuild the project that declares the model with the version of the package {own.Name} that the program uses.");
    }
}
