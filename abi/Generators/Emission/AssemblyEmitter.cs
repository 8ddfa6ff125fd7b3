// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes the numbers that assembly needs, as GNU assembler symbols.</summary>
public static class AssemblyEmitter
{
    /// <summary>Adds what holds in every profile.</summary>
    public static void AddPortable(GeneratedFiles files, AbiModel model)
    {
        var text = SourceText.Other("#", "abi/");
        Section(text, "System calls", model.Enumeration("SystemCall").Members.Select(m => ($"SYS_{Names.Snake(m.About.Name)}", m.Value)));
        Section(
            text, "Types of faults", model.Enumeration("FaultType").Members.Select(m => ($"FAULT_{Names.Snake(m.About.Name)}", m.Value)));
        Section(text, "Errors", model.Enumeration("Error").Members.Select(m => ($"ERROR_{Names.Snake(m.About.Name)}", m.Value)));
        var info = model.Words.Single(w => w.About.Name == "MessageInfo");
        Section(text, "Message info: lowest bit and number of bits of each field", info.Fields.SelectMany(f => new (string, long)[]
        {
            ($"MESSAGE_INFO_{Names.Snake(f.About.Name)}_SHIFT", f.Low), ($"MESSAGE_INFO_{Names.Snake(f.About.Name)}_BITS", f.Count),
        }));
        var buffer = model.Records.Single(r => r.About.Name == "IpcBufferLayout");
        Section(text, "IPC buffer: byte offsets", buffer.Fields.Select(f => ($"IPC_BUFFER_{Names.Snake(f.About.Name)}", (long)f.Offset)));
        files.Own("kernel/Arch/X64/Asm/Generated");
        files.Add("kernel/Arch/X64/Asm/Generated/abi.inc", text.ToString());
    }

    /// <summary>Adds what depends on the profile.</summary>
    public static void AddProfile(GeneratedFiles files, string folder, AbiModel model)
    {
        var text = SourceText.Other("#", "abi/");
        Section(text, "Parameters", model.Target.Parameters.Select(p => (Names.Snake(p.About.Name), p.Value)));
        Section(text, "Features", model.AllFeatures.Where(f => f.Name != "DebugSystemCalls")
            .Select(f => ($"HAS_{Names.Snake(f.Name)}", model.Target.Features.Contains(f.Name) ? 1L : 0L)));
        Section(text, "Sizes of objects", model.Constants.Single(c => c.About.Name == "ObjectSizes").Members
            .Select(m => (Names.Snake(m.About.Name), m.Value)));
        files.Add($"{folder}/profile.inc", text.ToString());
    }

    private static void Section(SourceText text, string title, IEnumerable<(string Name, long Value)> symbols)
    {
        text.Line().Line($"# {title}");
        foreach (var (name, value) in symbols)
        {
            text.Line($".set {name}, {value}");
        }
    }
}
