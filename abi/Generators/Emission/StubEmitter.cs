// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes typed capabilities for user level, with a method for each invocation.</summary>
public static class StubEmitter
{
    private const string Folder = "user/Runtime/Generated";
    private const string Space = "Caprock.User";

    /// <summary>Adds all of them, and the register sets they carry.</summary>
    public static void AddAll(GeneratedFiles files, AbiModel model)
    {
        files.Own(Folder);
        files.Add($"{Folder}/InvocationReply.cs", EmitReply());
        foreach (var set in model.RegisterSets)
        {
            files.Add($"{Folder}/{set.About.Name}.cs", EmitRegisters(set));
        }

        foreach (var item in model.Objects)
        {
            files.Add($"{Folder}/{item.About.Name}.cs", EmitObject(item));
        }
    }

    /// <summary>Symbol that C# code is compiled with where a profile has a feature.</summary>
    public static string FeatureSymbol(string feature) => $"CAPROCK_{Names.Snake(feature)}";

    private static string EmitRegisters(RegisterSet set)
    {
        var text = SourceText.CSharp("abi/Objects", Space, "System.Runtime.InteropServices").Summary(set.About.Summary)
            .Line("[StructLayout(LayoutKind.Sequential)]").Line($"public struct {set.About.Name}").Open()
            .Gap().Summary("Number of words.").Line($"public const int Length = {set.Registers.Count};");
        foreach (var register in set.Registers)
        {
            text.Gap().Summary(register.Summary).Line($"public ulong {register.Name};");
        }

        return text.Close().ToString();
    }

    private static string EmitReply() => SourceText.CSharp("abi/", Space, "Caprock.Abi")
        .Summary("The end of every invocation.")
        .Line("internal static class InvocationReply").Open()
        .Gap().Summary("Takes the error from the kernel's reply; when there is one, keeps its details in the IPC buffer, "
            + "where messages longer than the registers have them too.")
        .Line("public static Error Complete(MessageInfo reply, ulong word0, ulong word1, ulong word2, ulong word3)").Open()
        .Line("if (reply.Label != 0)").Open()
        .Line("IpcBuffer.SetWord(0, word0);")
        .Line("IpcBuffer.SetWord(1, word1);")
        .Line("IpcBuffer.SetWord(2, word2);")
        .Line("IpcBuffer.SetWord(3, word3);")
        .Close().Line().Line("return (Error)reply.Label;").Close().Close().ToString();

    private static string EmitObject(KernelObject item)
    {
        var name = item.About.Name;
        string[] usings = item.Invocations.Count == 0 ? []
            : item.Invocations.Any(i => i.Parameters.Any(p => p.Kind == ParameterKind.Registers))
                ? ["Caprock.Abi", "System.Runtime.CompilerServices"]
            : ["Caprock.Abi"];
        var text = SourceText.CSharp("abi/Objects", Space, usings);
        if (item.About.Feature is { } feature)
        {
            text.Line($"#if {FeatureSymbol(feature)}");
        }

        text.Summary($"A capability: {Names.Camel(item.About.Summary)}").Remarks(item.About.Remarks)
            .Line($"public readonly partial struct {name}(ulong slot)").Open()
            .Gap().Summary("Its address in the caller's capability space; zero for none.").Line("public readonly ulong Slot = slot;");
        foreach (var invocation in item.Invocations)
        {
            StubMethodEmitter.Emit(text.Gap(), invocation, item.About.Feature);
        }

        text.Close();
        if (item.About.Feature is not null)
        {
            text.Line("#endif");
        }

        return text.ToString();
    }
}
