// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;
using Iced.Intel;

namespace Caprock.Tools.Image.Bounds;

/// <summary>Instructions of a routine that always run one after the other.</summary>
public sealed class FlowBlock
{
    /// <summary>The instructions, in order; the calls among them return.</summary>
    public List<Instruction> Instructions { get; } = [];

    /// <summary>Blocks of the routine that can follow.</summary>
    public List<FlowBlock> Successors { get; } = [];

    /// <summary>Calls made by the block.</summary>
    public List<Transfer> Calls { get; } = [];

    /// <summary>Routines the block ends in by a jump or by running over the end of its function.</summary>
    public List<Transfer> Jumps { get; } = [];

    /// <summary>Whether the block ends with a return, to a caller or to user mode.</summary>
    public bool Returns { get; internal set; }

    /// <summary>Address of the first instruction.</summary>
    public ulong Address => Instructions[0].IP;
}
