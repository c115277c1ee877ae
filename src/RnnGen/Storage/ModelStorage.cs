namespace RnnGen;

/// <summary>
/// Saves and loads the parameters of models as safetensors. A file holds the <c>state_dict</c> of the PyTorch module
/// whose attributes carry the layers' names, in single precision. <see cref="LoadOptions"/> say how other names and types fit.
/// </summary>
public static class ModelStorage
{
    /// <summary>Saves a model's parameters to a file: completely, or not at all.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file's path; a file that is there is replaced.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written; a file that was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; a file that was there is still there.</exception>
    /// <remarks>
    /// The bytes are written to a temporary file in the same folder, flushed to the disk and renamed, so that a reader
    /// never sees half a file. Equal parameters give equal bytes. Where the path is a symbolic link, the link stays and the file that it leads
    /// to is replaced. A file that is replaced hands on its mode, and on Linux its owner and group as far as the process may set them.
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
    /// <param name="options">How names and types fit; null if they are the model's.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SafetensorsException">
    /// The file is damaged, or its tensors are not exactly the model's: same names, shapes and type F32, but for what the options
    /// allow. The model has not changed.
    /// </exception>
    public static void LoadParameters<TIn, TTarget>(IRnnModel<TIn, TTarget> model, string path, LoadOptions? options = null)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        using FileStream stream = File.OpenRead(path);
        Load(model, stream, $"File '{path}'", options);
    }

    /// <summary>
    /// Replaces a model's parameters by those in a stream, which is read from where it is to its end. It need not be able
    /// to seek, and is left open.
    /// </summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="options">How names and types fit; null if they are the model's.</param>
    /// <exception cref="SafetensorsException">
    /// The stream is damaged, or its tensors are not exactly the model's: same names, shapes and type F32, but for what the options
    /// allow. The model has not changed.
    /// </exception>
    public static void LoadParameters<TIn, TTarget>(IRnnModel<TIn, TTarget> model, Stream stream, LoadOptions? options = null)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        Load(model, stream, "Stream", options);
    }

    private static SafetensorsWriter CreateWriter<TIn, TTarget>(IRnnModel<TIn, TTarget> model)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        SafetensorsWriter writer = new() { Metadata = { ["format"] = "pt" } };
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            writer.Add(tensor.Name, [.. tensor.Shape], model.Parameters.Slice(tensor.Offset, tensor.Length));
        }

        return writer;
    }

    private static void Load<TIn, TTarget>(IRnnModel<TIn, TTarget> model, Stream stream, string source, LoadOptions? options)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream, source);
        TensorMatch match = TensorMatch.Of(header, model.ParameterTable, model.ModelName, source, options);

        // Everything is read and checked before the first parameter is written.
        float[] values = new float[model.Parameters.Length];
        TensorReader reader = new(stream, source);
        foreach (SafetensorsEntry entry in header.Entries)
        {
            if (match.Find(entry) is { } tensor)
            {
                reader.Read(entry, values.AsSpan(tensor.Offset, tensor.Length));
            }
            else
            {
                reader.Skip(entry);
            }
        }

        SafetensorsHeader.RequireEnd(stream, source);
        using ParameterEdit edit = model.EditParameters();
        values.CopyTo(edit.Values);
    }
}
