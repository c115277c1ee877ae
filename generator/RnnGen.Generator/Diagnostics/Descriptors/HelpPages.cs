namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Where the help pages are: one per rule, in the folder <c>docs</c> beside this one, at the RepositoryUrl of Directory.Build.props.</summary>
internal static class HelpPages
{
    public const string Root = "https://github.com/rnngen/rnngen/blob/main/generator/RnnGen.Generator/Diagnostics/docs/";

    public const string Extension = ".md";
}
