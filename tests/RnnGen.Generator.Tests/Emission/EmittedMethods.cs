using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>What the JIT compiler will see of one emitted method.</summary>
/// <param name="Namespace">The namespace of its class.</param>
/// <param name="Name">The method's name.</param>
/// <param name="CodeSize">Bytes of IL.</param>
/// <param name="Instructions">IL instructions.</param>
/// <param name="Locals">Local variables.</param>
/// <param name="LocalReferences">Instructions that name a local variable.</param>
/// <param name="BasicBlocks">Straight pieces of code between branches and their targets.</param>
/// <param name="ChecksOverflow">Whether an instruction throws on overflow.</param>
internal sealed record EmittedMethod(
    string Namespace, string Name, int CodeSize, int Instructions, int Locals, int LocalReferences, int BasicBlocks, bool ChecksOverflow);

/// <summary>Reads the IL of emitted methods.</summary>
internal static class EmittedMethods
{
    // Every opcode, by its value: one byte, or two that start with FE.
    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value & 0xFFFF);

    /// <summary>The methods of a project compiled with optimisation, and with overflow checks where nothing says otherwise.</summary>
    public static IReadOnlyList<EmittedMethod> Of(TestCompilation project)
    {
        using var image = new MemoryStream();
        var emitted = project.Compilation
            .WithOptions(project.Compilation.Options.WithOptimizationLevel(OptimizationLevel.Release).WithOverflowChecks(true))
            .Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        using var file = new PEReader(image);
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.MethodDefinitions
               let method = metadata.GetMethodDefinition(handle)
               where method.RelativeVirtualAddress != 0
               select Read(metadata, NamespaceOf(metadata, method.GetDeclaringType()), metadata.GetString(method.Name), file.GetMethodBody(method.RelativeVirtualAddress)),
        ];
    }

    /// <summary>A nested class has none of its own.</summary>
    private static string NamespaceOf(MetadataReader metadata, TypeDefinitionHandle type) => metadata.GetTypeDefinition(type) is var definition && definition.IsNested
        ? NamespaceOf(metadata, definition.GetDeclaringType())
        : metadata.GetString(definition.Namespace);

    private static EmittedMethod Read(MetadataReader metadata, string @namespace, string name, MethodBodyBlock body)
    {
        ImmutableArray<byte> code = body.GetILContent();
        var starts = new HashSet<int> { 0 };
        int instructions = 0;
        int localReferences = 0;
        bool checksOverflow = false;
        for (int at = 0; at < code.Length;)
        {
            int value = code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at];
            OpCode operation = OpCodes[value];
            int operand = at + operation.Size;
            int size = operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code.AsSpan(operand, 4))),
                _ => 4,
            };
            int next = operand + size;
            switch (operation.OperandType)
            {
                case OperandType.ShortInlineBrTarget:
                    starts.Add(next + (sbyte)code[operand]);
                    break;
                case OperandType.InlineBrTarget:
                    starts.Add(next + BitConverter.ToInt32(code.AsSpan(operand, 4)));
                    break;
                case OperandType.InlineSwitch:
                    starts.UnionWith(Enumerable.Range(1, (size / 4) - 1).Select(index => next + BitConverter.ToInt32(code.AsSpan(operand + (4 * index), 4))));
                    break;
            }

            if (operation.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw && next < code.Length)
            {
                starts.Add(next);
            }

            instructions++;
            localReferences += operation.Name!.Contains("loc", StringComparison.Ordinal) && operation != System.Reflection.Emit.OpCodes.Localloc ? 1 : 0;
            checksOverflow |= operation.Name!.Contains(".ovf", StringComparison.Ordinal);
            at = next;
        }

        return new EmittedMethod(@namespace, name, code.Length, instructions, CountLocals(metadata, body), localReferences, starts.Count, checksOverflow);
    }

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        // ECMA-335 II.23.2.6: a byte that says LOCAL_SIG, then the number of locals.
        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        Assert.Equal(7, signature.ReadByte());
        return signature.ReadCompressedInteger();
    }
}
