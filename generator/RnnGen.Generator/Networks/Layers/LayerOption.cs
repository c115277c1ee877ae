using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// One option of a layer: a property of its attribute, with its type, range and default. What the rules ask about an option is asked of its class, so a new option
/// keeps them all.
/// </summary>
/// <param name="name">The attribute's property: <c>Units</c>.</param>
/// <param name="isRequired">Whether it has no default: a parameter of the attribute's constructor.</param>
internal abstract class LayerOption(string name, bool isRequired)
{
    public string Name { get; } = name;

    /// <summary>Whether it has no default, and so is a parameter of the attribute's constructor.</summary>
    public bool IsRequired { get; } = isRequired;

    /// <summary>The option that must be on for this one to have an effect; null where there is none.</summary>
    public FlagOption? Needs { get; init; }

    /// <summary>The value that counts, as text.</summary>
    public abstract string Text(LayerDeclaration layer);

    /// <summary>Whether the value is within the option's range.</summary>
    public virtual bool IsSound(LayerDeclaration layer) => true;

    /// <summary>The layer with a sound value in place of one that is not.</summary>
    public virtual LayerDeclaration Mend(LayerDeclaration layer) => layer;
}

/// <summary>An option of one type.</summary>
internal abstract class LayerOption<T>(string name, bool isRequired, T byDefault) : LayerOption(name, isRequired)
{
    /// <summary>The value where none is written.</summary>
    public T Default { get; } = byDefault;

    /// <summary>The value that counts for a layer.</summary>
    public virtual T Of(LayerDeclaration layer) => layer.Value(Name, Default);

    public override string Text(LayerDeclaration layer) => FormattableString.Invariant($"{Of(layer)}");
}

/// <summary>A number that has a range.</summary>
internal interface IRangeOption
{
    /// <summary>The smallest and the largest number, and the value of a layer.</summary>
    (IFormattable Smallest, IFormattable Largest, IFormattable Value) Range(LayerDeclaration layer);

    /// <summary>How the value of a layer compares: −1 where it is too small or no number, 1 where it is too large.</summary>
    int Compare(LayerDeclaration layer);
}

/// <summary>A whole number.</summary>
internal sealed class IntegerOption : LayerOption<int>, IRangeOption
{
    /// <summary>Creates an option that must be written.</summary>
    public IntegerOption(string name, int smallest, int largest)
        : base(name, isRequired: true, smallest) => (Smallest, Largest) = (smallest, largest);

    /// <summary>Creates an option with a default.</summary>
    public IntegerOption(string name, int smallest, int largest, int byDefault)
        : base(name, isRequired: false, byDefault) => (Smallest, Largest) = (smallest, largest);

    public int Smallest { get; }

    public int Largest { get; }

    /// <summary>The option whose value this one's stays below, as an index does; null where there is none.</summary>
    public IntegerOption? Below { get; init; }

    public (IFormattable Smallest, IFormattable Largest, IFormattable Value) Range(LayerDeclaration layer) => (Smallest, LargestOf(layer), Of(layer));

    public int Compare(LayerDeclaration layer) => Of(layer) < Smallest ? -1 : Of(layer) > LargestOf(layer) ? 1 : 0;

    private int LargestOf(LayerDeclaration layer) => Below is { } other && other.IsSound(layer) ? Math.Min(Largest, other.Of(layer) - 1) : Largest;

    public override bool IsSound(LayerDeclaration layer) => Compare(layer) == 0;

    public override LayerDeclaration Mend(LayerDeclaration layer) => IsSound(layer) ? layer : layer.With(Name, Smallest);
}

/// <summary>A number.</summary>
internal sealed class NumberOption : LayerOption<double>, IRangeOption
{
    /// <summary>Creates an option that must be written.</summary>
    public NumberOption(string name, double smallest, double largest)
        : base(name, isRequired: true, smallest) => (Smallest, Largest) = (smallest, largest);

    /// <summary>Creates an option with a default.</summary>
    public NumberOption(string name, double smallest, double largest, double byDefault)
        : base(name, isRequired: false, byDefault) => (Smallest, Largest) = (smallest, largest);

    public double Smallest { get; }

    public double Largest { get; }

    public (IFormattable Smallest, IFormattable Largest, IFormattable Value) Range(LayerDeclaration layer) => (Smallest, Largest, Of(layer));

    public int Compare(LayerDeclaration layer) => !(Of(layer) >= Smallest) ? -1 : Of(layer) > Largest ? 1 : 0;

    public override bool IsSound(LayerDeclaration layer) => Compare(layer) == 0;

    public override LayerDeclaration Mend(LayerDeclaration layer) => IsSound(layer) ? layer : layer.With(Name, Smallest);
}

/// <summary>Yes or no.</summary>
internal sealed class FlagOption(string name, bool byDefault = false) : LayerOption<bool>(name, isRequired: false, byDefault);

/// <summary>One of the values of an enumeration of the declaration language.</summary>
internal interface IChoiceOption
{
    Type Enumeration { get; }

    /// <summary>The value that counts for a layer.</summary>
    Enum Value(LayerDeclaration layer);
}

/// <inheritdoc cref="IChoiceOption"/>
internal class ChoiceOption<TEnum>(string name, TEnum byDefault) : LayerOption<TEnum>(name, isRequired: false, byDefault), IChoiceOption
    where TEnum : struct, Enum
{
    public Type Enumeration => typeof(TEnum);

    public Enum Value(LayerDeclaration layer) => Of(layer);

    public override bool IsSound(LayerDeclaration layer) => Enum.IsDefined(typeof(TEnum), Of(layer));

    public override LayerDeclaration Mend(LayerDeclaration layer) => IsSound(layer) ? layer : layer.With(Name, Default);
}

/// <summary>An activation function.</summary>
/// <param name="name">The attribute's property.</param>
/// <param name="byDefault">The activation where none is written.</param>
/// <param name="allowsSoftmax">Whether it may be the one activation that mixes units; inside of a cell it may not.</param>
internal sealed class ActivationOption(string name, Activation byDefault, bool allowsSoftmax = false) : ChoiceOption<Activation>(name, byDefault)
{
    public bool AllowsSoftmax { get; } = allowsSoftmax;
}

/// <summary>A text.</summary>
internal sealed class TextOption(string name) : LayerOption<string?>(name, isRequired: false, null);

/// <summary>Names of layers: one text or several.</summary>
internal sealed class NamesOption(string name, bool isRequired = false) : LayerOption<EquatableArray<string>>(name, isRequired, default)
{
    public override EquatableArray<string> Of(LayerDeclaration layer) => layer.Find(Name) is string single ? new([single]) : base.Of(layer);

    public override string Text(LayerDeclaration layer) => string.Join(", ", Of(layer));
}
