// SPDX-License-Identifier: BSD-2-Clause
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>What the machine code reachable from one entry address, inside one function, does.</summary>
/// <remarks>
/// Usually one routine per function; a function entered in its middle (a label other code jumps to) has one more for each such address.
/// Depths count from the stack pointer at entry, which points at the return address.
/// </remarks>
public sealed class Routine
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Type and method where the name is that of a managed method (assembly, namespace, type, two underscores, method); else the name.
    /// </summary>
    public string ShortName
    {
        get
        {
            int split = Name.Length == 0 ? -1 : Name.IndexOf("__", 1, StringComparison.Ordinal);
            return split < 0 ? Name : $"{Name[(Name.LastIndexOf('_', split - 1) + 1)..split]}.{Name[(split + 2)..]}";
        }
    }

    /// <summary>Function the routine lies in.</summary>
    public required FunctionExtent Extent { get; init; }

    /// <summary>Entry address.</summary>
    public required ulong Address { get; init; }

    /// <summary>Processor mode: 32 or 64.</summary>
    public required int Bitness { get; init; }

    /// <summary>Reachable instructions.</summary>
    public int InstructionCount { get; internal set; }

    /// <summary>Bytes of the reachable instructions.</summary>
    public int SizeBytes { get; internal set; }

    /// <summary>Deepest use of the caller's stack by the routine itself.</summary>
    public int FrameBytes { get; internal set; }

    /// <summary>Deepest use of a stack the routine switched to itself.</summary>
    public int SwitchedFrameBytes { get; internal set; }

    /// <summary>Whether the routine loads the stack pointer from elsewhere.</summary>
    public bool SwitchesStack { get; internal set; }

    /// <summary>Reachable instructions by ascending address.</summary>
    public List<Instruction> Instructions { get; } = [];

    /// <summary>Which instruction can follow which inside the routine, a call's return included.</summary>
    public List<(ulong From, ulong To)> Edges { get; } = [];

    /// <summary>Places where control passes to other routines.</summary>
    public List<Transfer> Transfers { get; } = [];

    /// <summary>Calls and jumps with an unknown target.</summary>
    public List<IndirectTransfer> IndirectTransfers { get; } = [];

    /// <summary>Places the analysis cannot account for.</summary>
    public List<CodeProblem> Problems { get; } = [];
}
