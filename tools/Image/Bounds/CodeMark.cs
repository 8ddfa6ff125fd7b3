// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>What is of interest at an address while instructions are followed.</summary>
internal sealed class CodeMark
{
    /// <summary>The entry that begins here, null when none does.</summary>
    public string? Gate { get; set; }

    /// <summary>The routine that begins here.</summary>
    public FlowRoutine? Routine { get; set; }

    /// <summary>Whether interrupts are asked for here.</summary>
    public bool IsLook { get; set; }

    /// <summary>Whether the kernel is left here.</summary>
    public bool IsExit { get; set; }

    /// <summary>Whether a string instruction that repeats itself is here.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>The limited call that begins here.</summary>
    public CallWatch? Call { get; set; }

    /// <summary>The loops whose head this is.</summary>
    public List<LoopWatch> Loops { get; } = [];
}
