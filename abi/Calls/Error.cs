// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>Why an invocation was refused: the label of the kernel's reply.</summary>
/// <remarks>Any invocation may answer InvalidCapability when the capability invoked is empty or of a type without such an invocation,
/// IllegalOperation when the object does not know the label, and TruncatedMessage when words or capabilities are missing.</remarks>
[CEnum("seL4_Error", Prefix = "seL4_", IsWidened = false, Count = "seL4_NumErrors")]
public enum Error : ulong
{
    /// <summary>Done.</summary>
    NoError,

    /// <summary>An argument that is not a capability is wrong. Word 0: its number, counted from 0.</summary>
    InvalidArgument,

    /// <summary>A capability is wrong: the invoked one (number 0) or an argument. Word 0: its number.</summary>
    InvalidCapability,

    /// <summary>The operation is not permitted, on this object or in its present state.</summary>
    IllegalOperation,

    /// <summary>An argument is outside its range. Word 0: smallest allowed value; word 1: largest.</summary>
    RangeError,

    /// <summary>An address or size is not aligned.</summary>
    AlignmentError,

    /// <summary>A capability address did not lead to a slot. Word 0: 1 if it was the source's; word 1: kind of lookup failure;
    /// words from 2: its details.</summary>
    FailedLookup,

    /// <summary>The message has too few words or capabilities.</summary>
    TruncatedMessage,

    /// <summary>The destination is occupied.</summary>
    DeleteFirst,

    /// <summary>Something derived from the object or capability is in the way.</summary>
    RevokeFirst,

    /// <summary>The untyped object has too little memory left. Word 0: bytes available.</summary>
    NotEnoughMemory,
}
