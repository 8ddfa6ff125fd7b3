// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>How to get from instructions of a function to its caller. The caller's stack pointer is a register plus an offset; the return
/// address lies in the word below it.</summary>
public struct TraceFrame
{
    /// <summary>Bytes of the words that offsets are counted in.</summary>
    public const uint WordBytes = 8;

    /// <summary>Bits of <see cref="Rule"/>: the register.</summary>
    public const uint RegisterMask = 3;

    /// <summary>Register: there is no way.</summary>
    public const uint NoRegister = 0;

    /// <summary>Register: the stack pointer.</summary>
    public const uint StackPointer = 1;

    /// <summary>Register: the frame pointer.</summary>
    public const uint FramePointer = 2;

    /// <summary>Position in <see cref="Rule"/> of the place where the caller's frame pointer is saved, in words below the caller's stack
    /// pointer; 0 when the register still has it.</summary>
    public const int SavedShift = 2;

    /// <summary>Where the instructions begin, counted from the base.</summary>
    public uint Start;

    /// <summary>Words to add to the register.</summary>
    public ushort Offset;

    /// <summary><see cref="RegisterMask"/>, <see cref="SavedShift"/>.</summary>
    public ushort Rule;
}
