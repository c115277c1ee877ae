using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Diagnostics.Descriptors;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Reports edits of parameters that nothing disposes: results of calls that are dropped, and local variables whose every use is their own member.
/// Where an edit goes elsewhere (returned, an argument, another variable) it is another's to dispose, and nothing is reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EditAnalyzer : DiagnosticAnalyzer
{
    private const string EditType = "RnnGen.ParameterEdit";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageDescriptors.EditNotDisposed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(EditType) is { } edit)
            {
                start.RegisterOperationAction(operation => Analyze(operation, edit), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol edit)
    {
        var call = (IInvocationOperation)context.Operation;
        if (SymbolEqualityComparer.Default.Equals(call.Type, edit) && IsLost(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageDescriptors.EditNotDisposed, call.Syntax.GetLocation(), call.TargetMethod.Name));
        }
    }

    /// <summary>Whether nothing disposes what a call returns.</summary>
    private static bool IsLost(IInvocationOperation call) => call.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation variable } => IsNeverDisposed(variable.Local, call),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation variable } => !IsUsing(variable) && IsNeverDisposed(variable.Symbol, call),
        IMemberReferenceOperation member => member.Instance == call, // EditParameters().Values
        _ => false,
    };

    /// <summary>Whether a variable is declared by a <c>using</c> declaration or statement.</summary>
    private static bool IsUsing(IVariableDeclaratorOperation variable) =>
        variable.Parent?.Parent is { Parent: IUsingDeclarationOperation or IUsingOperation };

    /// <summary>Whether every mention of a variable reads a member of it or writes the variable.</summary>
    private static bool IsNeverDisposed(ILocalSymbol variable, IOperation mention)
    {
        IOperation body = mention;
        while (body.Parent is { } parent)
        {
            body = parent;
        }

        return body.Descendants()
            .OfType<ILocalReferenceOperation>()
            .Where(other => SymbolEqualityComparer.Default.Equals(other.Local, variable))
            .All(static other => other.Parent switch
            {
                IMemberReferenceOperation member => member.Instance == other,
                IAssignmentOperation assignment => assignment.Target == other,
                _ => false, // Dispose, or something that may lead to it
            });
    }
}
