// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>The general registers but rsp, in the order of the assembly stub: rax rbx rcx rdx rsi rdi rbp r8 to r15.</summary>
[InlineArray(Length)]
internal struct RegisterFile
{
    /// <summary>Number of registers.</summary>
    public const int Length = 15;

    private ulong first;
}
