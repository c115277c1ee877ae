namespace RnnGen.Benchmarks.Reports;

/// <summary>A part of the report: it knows its rows, measures those that are asked for and prints them.</summary>
internal interface ISection
{
    /// <summary>What its figures are called in JSON.</summary>
    string Key { get; }

    /// <summary>Names of its rows, for <c>--only</c>.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Measures the rows that the options include.</summary>
    void Measure();

    /// <summary>What was measured: headings, explanation, tables.</summary>
    string Markdown();

    /// <summary>What was measured, to be serialised.</summary>
    object Figures();
}
