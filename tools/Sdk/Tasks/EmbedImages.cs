// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Caprock.Tools.Sdk.Tasks;

/// <summary>Writes the assembly file by which a component carries other components in its read-only data.</summary>
public sealed class EmbedImages : Microsoft.Build.Utilities.Task
{
    /// <summary>The projects to embed; their metadata Symbol names the first byte, Symbol_end the byte after the last.</summary>
    [Required]
    public ITaskItem[] Components { get; set; } = [];

    /// <summary>The images these projects built.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>The file to write; it stays untouched when nothing changed.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var text = new StringBuilder("        .section .rodata.embedded, \"a\"\n");
        foreach (ITaskItem component in Components)
        {
            string symbol = component.GetMetadata("Symbol");
            string project = component.GetMetadata("FullPath");
            if (!IsSymbol(symbol))
            {
                Log.LogError(null, "CAPROCK0104", null, null, 0, 0, 0, 0,
                    "ComponentImage {0} needs a Symbol of letters, digits and underscores: the name by which code finds the image.",
                    component.ItemSpec);
                continue;
            }

            ITaskItem? image = Images.FirstOrDefault(
                candidate => Path.GetFullPath(candidate.GetMetadata("MSBuildSourceProjectFile")) == Path.GetFullPath(project));
            if (image is null)
            {
                Log.LogError(null, "CAPROCK0105", null, null, 0, 0, 0, 0,
                    "ComponentImage {0} is not a component: its project must set CaprockOutput to Component.", component.ItemSpec);
                continue;
            }

            text.Append($"        .globl  {symbol}\n        .globl  {symbol}_end\n        .balign 4096\n");
            text.Append($"{symbol}:\n        .incbin \"{image.GetMetadata("FullPath")}\"\n{symbol}_end:\n        .byte   0\n");
        }

        if (Log.HasLoggedErrors)
        {
            return false;
        }

        text.Append("        .section .note.GNU-stack, \"\"\n");
        string wanted = text.ToString();
        if (!File.Exists(AssemblyFile) || File.ReadAllText(AssemblyFile) != wanted)
        {
            File.WriteAllText(AssemblyFile, wanted);
        }

        return true;
    }

    private static bool IsSymbol(string text)
        => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
