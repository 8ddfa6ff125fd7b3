// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Objects;

/// <summary>A fault a thread is stopped by, with the words its message carries.</summary>
/// <remarks>Meaning of the data words by type: CapFault: address, in-receive-phase; UnknownSyscall: number; UserException:
/// number, code; VmFault: address, fault status, is-instruction; Timeout: badge of the scheduling context;
/// DebugException: reason, address that triggered it, number of the breakpoint.</remarks>
public struct Fault
{
    /// <summary>Which fault, NullFault when none.</summary>
    public FaultType Type;

    /// <summary>First datum.</summary>
    public ulong Data0;

    /// <summary>Second datum.</summary>
    public ulong Data1;

    /// <summary>Third datum.</summary>
    public ulong Data2;
}
