using System.Globalization;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>
/// Saves and loads the parameters of models as safetensors. A file holds the <c>state_dict</c> of the PyTorch module
/// whose attributes carry the layers' names, in single precision.
/// </summary>
public static class ModelStorage
{
    /// <summary>Saves a model's parameters to a file: completely, or not at all.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file's path; a file that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; a file that was there is still there.</exception>
    /// <remarks>
    /// The bytes are written to a temporary file in the same folder, flushed to the disk and renamed, so that a reader
    /// never sees half a file. Equal parameters give equal bytes.
    /// </remarks>
    public static void Save<TIn, TTarget>(IRnnModel<TIn, TTarget> model, string path)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        CreateWriter(model).Save(path);

    /// <summary>Writes a model's parameters to a stream, which is left open.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">The stream.</param>
    public static void Save<TIn, TTarget>(IRnnModel<TIn, TTarget> model, Stream stream)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        CreateWriter(model).Write(stream);

    /// <summary>Replaces a model's parameters by those in a file.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SafetensorsException">
    /// The file is damaged, or its tensors are not exactly the model's: same names, shapes and type F32. The model has
    /// not changed.
    /// </exception>
    public static void LoadParameters<TIn, TTarget>(IRnnModel<TIn, TTarget> model, string path)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        using FileStream stream = File.OpenRead(path);
        Load(model, stream, $"File '{path}'");
    }

    /// <summary>
    /// Replaces a model's parameters by those in a stream, which is read from where it is to its end. It need not be able
    /// to seek, and is left open.
    /// </summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="SafetensorsException">
    /// The stream is damaged, or its tensors are not exactly the model's: same names, shapes and type F32. The model has
    /// not changed.
    /// </exception>
    public static void LoadParameters<TIn, TTarget>(IRnnModel<TIn, TTarget> model, Stream stream)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        Load(model, stream, "Stream");
    }

    private static SafetensorsWriter CreateWriter<TIn, TTarget>(IRnnModel<TIn, TTarget> model)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        SafetensorsWriter writer = new() { Metadata = { ["format"] = "pt" } };
        foreach (ParameterInfo tensor in model.ParameterTensors)
        {
            writer.Add(tensor.Name, [.. tensor.Shape], model.Parameters.Slice(tensor.Offset, tensor.Length));
        }

        return writer;
    }

    private static void Load<TIn, TTarget>(IRnnModel<TIn, TTarget> model, Stream stream, string source)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream, source);
        Dictionary<string, ParameterInfo> expected = Match(model, header, source);

        // Everything is read and checked before the first parameter is written.
        float[] values = new float[model.Parameters.Length];
        foreach (SafetensorsEntry entry in header.Entries)
        {
            ParameterInfo tensor = expected[entry.Name];
            Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan(tensor.Offset, tensor.Length));
            int found = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (found < bytes.Length)
            {
                throw SafetensorsHeader.Truncated(entry, found, source);
            }

            LittleEndian.ReverseOnBigEndian<float>(bytes);
        }

        SafetensorsHeader.RequireEnd(stream, source);
        using ParameterEdit edit = model.EditParameters();
        values.CopyTo(edit.Values);
    }

    /// <summary>Checks that a header has exactly the model's tensors.</summary>
    /// <returns>The model's tensors by name.</returns>
    private static Dictionary<string, ParameterInfo> Match<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, SafetensorsHeader header, string source)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        Dictionary<string, ParameterInfo> expected = [];
        List<(string Name, string Problem)> problems = [];
        HashSet<string> present = [.. header.Entries.Select(entry => entry.Name)];
        foreach (ParameterInfo tensor in model.ParameterTensors)
        {
            expected.Add(tensor.Name, tensor);
            if (!present.Contains(tensor.Name))
            {
                problems.Add((tensor.Name, $"tensor '{tensor.Name}' [{string.Join(", ", tensor.Shape)}] is missing"));
            }
        }

        foreach (SafetensorsEntry entry in header.Entries)
        {
            if (!expected.TryGetValue(entry.Name, out ParameterInfo? tensor))
            {
                problems.Add((entry.Name, $"tensor '{entry.Name}' {entry.ShapeText} is not the model's"));
            }
            else if (entry.DataType != TensorDataType.Single)
            {
                problems.Add((entry.Name, $"tensor '{entry.Name}' is of type {entry.DataType} instead of {TensorDataType.Single}"));
            }
            else if (!tensor.Shape.Select(dimension => (long)dimension).SequenceEqual(entry.Shape))
            {
                problems.Add((entry.Name, $"tensor '{entry.Name}' has the shape {entry.ShapeText} instead of [{string.Join(", ", tensor.Shape)}]"));
            }
        }

        if (problems.Count > 0)
        {
            const int Shown = 10;
            string more = problems.Count > Shown
                ? string.Create(CultureInfo.InvariantCulture, $"; and {problems.Count - Shown} more")
                : "";
            throw new SafetensorsException(
                source,
                $"it does not fit the model {model.ModelName}: {string.Join("; ", problems.Take(Shown).Select(problem => problem.Problem))}{more}.",
                problems[0].Name);
        }

        return expected;
    }
}
