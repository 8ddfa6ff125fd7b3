// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Monitor;

/// <summary>A function that a stopped component is in: the three registers that lead to its caller.</summary>
/// <remarks>Invariant: every step to a caller makes the stack pointer larger.</remarks>
internal unsafe struct StackFrame
{
    private readonly uint domain;
    private ulong instruction;
    private ulong stackPointer;
    private ulong framePointer;

    /// <summary>The innermost function.</summary>
    public StackFrame(uint domain, ulong instruction, ulong stackPointer, ulong framePointer)
    {
        this.domain = domain;
        this.instruction = instruction;
        this.stackPointer = stackPointer;
        this.framePointer = framePointer;
        IsInnermost = true;
    }

    /// <summary>Whether this is the function that stopped, not one that waits for another to return.</summary>
    public bool IsInnermost { get; private set; }

    /// <summary>An address in the instruction that is executed: a return address points behind the call, which may end the function.</summary>
    public readonly ulong CodeAddress => IsInnermost ? instruction : instruction - 1;

    /// <summary>Goes to the caller.</summary>
    public bool TryLeave(TraceFrame* way)
    {
        var isStack = (way->Rule & TraceFrame.RegisterMask) == TraceFrame.StackPointer;
        var caller = (isStack ? stackPointer : framePointer) + ((ulong)way->Offset * TraceFrame.WordBytes);
        var saved = (ulong)way->Rule >> TraceFrame.SavedShift;
        if (saved != 0 && !TryRead(caller - (saved * TraceFrame.WordBytes), out framePointer))
        {
            return false;
        }

        return TryReturnTo(caller);
    }

    /// <summary>Goes to the caller of a function that leaves the stack as it finds it.</summary>
    public bool TryLeaveLeaf() => TryReturnTo(stackPointer + TraceFrame.WordBytes);

    private bool TryReturnTo(ulong caller)
    {
        if (caller <= stackPointer || !TryRead(caller - TraceFrame.WordBytes, out instruction))
        {
            return false;
        }

        stackPointer = caller;
        IsInnermost = false;
        return true;
    }

    private readonly bool TryRead(ulong address, out ulong value)
    {
        var isThere = Domain.TryFind(domain, address, out var memory, out var bytes, out _) && bytes >= TraceFrame.WordBytes;
        value = isThere ? *(ulong*)memory : 0;
        return isThere;
    }
}
