namespace RnnGen.Generator.Emission;

/// <summary>Prints members of the main file, one below the other: what users see from the caller, and what stands behind it as <see cref="ApiCode"/> has it.</summary>
internal sealed class ApiPrinter(CodeWriter code, ApiCode behind)
{
    /// <summary>The longest line of a member with its body.</summary>
    private const int LineLength = 130;

    private bool isBelowAnother;

    /// <summary>A nested class: its base does the work, with what the network says.</summary>
    public void Type(string name, string parent, string[] head, string[] constructorHead, string parameters, string arguments, Action? members = null)
    {
        if (!behind.HasType(name))
        {
            return;
        }

        Head([.. head, GeneratedFile.Attribute]);
        using (code.Block($"public sealed class {name} : global::RnnGen.{parent}"))
        {
            code.Lines(constructorHead);
            code.Line($"public {name}({parameters})");
            code.Continue($": base({arguments})");
            using (code.Block())
            {
            }

            members?.Invoke();
        }
    }

    /// <summary>Prints a member.</summary>
    /// <param name="member">What users see.</param>
    /// <param name="head">Its documentation and attributes.</param>
    /// <param name="body">What stands behind it: an expression, or several statements.</param>
    public void Member(ApiMember member, IReadOnlyList<string> head, params string[] body)
    {
        if (!behind.Has(member))
        {
            // What an interface asks for has to be there all the same.
            Explicit(member, body);
            return;
        }

        Head([.. head]);
        Body(member.Signature, body);
    }

    /// <summary>Prints a member of an interface that users of the class have no need of.</summary>
    public void Explicit(ApiMember member, params string[] body)
    {
        if (member.Interface is not null)
        {
            Head();
            Body(member.ExplicitSignature, body);
        }
    }

    private void Body(string signature, string[] body)
    {
        if (behind.Instead is { } instead)
        {
            body = [instead];
        }

        if (body.Length > 1)
        {
            using (code.Block(signature))
            {
                code.Lines(body);
            }
        }
        else if (signature.Length + body[0].Length > LineLength)
        {
            code.Line($"{signature} =>");
            code.Continue($"{body[0]};");
        }
        else
        {
            code.Line($"{signature} => {body[0]};");
        }
    }

    /// <summary>Begins a member: an empty line below the one before, documentation and attributes.</summary>
    public void Head(params string[] lines)
    {
        if (isBelowAnother)
        {
            code.Line();
        }

        isBelowAnother = true;
        code.Lines(lines);
    }

    /// <summary>The line that documents a member.</summary>
    public static string Summary(string text) => $"/// <summary>{CodeWriter.Escape(text)}</summary>";
}
