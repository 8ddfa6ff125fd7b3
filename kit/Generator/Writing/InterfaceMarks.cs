// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Kit.Generator.Planning;
using Caprock.Kit.Generator.Procedures;

namespace Caprock.Kit.Generator.Writing;

/// <summary>Symbols by which the system builder sees that both ends of a channel mean the same interface: empty functions whose names have
/// the channel's identifier, a number made of the procedures, and the interface's name.</summary>
internal static class InterfaceMarks
{
    // Source: Fowler, Noll, Vo: FNV-1a, 64 bits.
    private const ulong HashBasis = 0xcbf2_9ce4_8422_2325;
    private const ulong HashPrime = 0x100_0000_01b3;

    /// <summary>Writes the functions, and the one that the component's entry calls so that the linker keeps them.</summary>
    public static void Write(CodeWriter code, ComponentPlan plan)
    {
        List<string> names =
        [
            .. plan.Uses.Select(use => Name("uses", use.Key.Channel!.Id, use.Value.Name, use.Value.Procedures)),
            .. plan.Services.Select(service => Name(
                "serves", service.Key.Channel!.Id, service.Value.Interface, service.Value.Procedures.Select(served => served.Procedure))),
        ];
        if (plan.DefaultService is { } everybodys)
        {
            names.Add(Name("serves", null, everybodys.Interface, everybodys.Procedures.Select(served => served.Procedure)));
        }

        names.Sort(StringComparer.Ordinal);
        code.Blank();
        code.Summary("Their names tell the system builder which interfaces the component uses and serves.");
        code.Open("private static class Interfaces");
        code.Open("internal static void Keep()");
        for (int i = 0; i < names.Count; i++)
        {
            code.Line($"Interface{i}();");
        }

        code.Close();
        for (int i = 0; i < names.Count; i++)
        {
            code.Blank();
            code.Line($"[global::System.Runtime.RuntimeExport(\"{names[i]}\")]");
            code.Line("[global::System.Runtime.CompilerServices.MethodImpl("
                + "global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
            code.Open($"private static void Interface{i}()");
            code.Close();
        }

        code.Close();
    }

    private static string Name(string verb, uint? channel, string name, IEnumerable<Procedure> procedures)
    {
        string last = name.Substring(name.LastIndexOf('.') + 1);
        string identifier = string.Concat(last.Where(letter => letter < 0x80 && (char.IsLetterOrDigit(letter) || letter == '_')));
        string end = channel?.ToString(CultureInfo.InvariantCulture) ?? "any";
        return $"caprock_{verb}_{end}_{Fingerprint(procedures):x16}_{identifier}";
    }

    /// <summary>A number that two interfaces share only if their messages are alike: labels, names, and what is in which word.</summary>
    private static ulong Fingerprint(IEnumerable<Procedure> procedures)
    {
        ulong hash = HashBasis;
        foreach (char letter in string.Concat(procedures.OrderBy(procedure => procedure.Label).Select(Text)))
        {
            hash = unchecked((hash ^ letter) * HashPrime);
        }

        return hash;
    }

    private static string Text(Procedure procedure) =>
        $"{procedure.Label} {procedure.Name}({Text(procedure.Request)})({Text(procedure.Reply)})\n";

    private static string Text(IEnumerable<Parameter> parameters) => string.Concat(
        parameters.SelectMany(parameter => parameter.Words).Select(word => $"{word.Type}{word.Access}{(word.IsBoolean ? "?" : "")};"));
}
