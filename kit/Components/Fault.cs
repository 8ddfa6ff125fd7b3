// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>Why a thread has stopped: the kernel's fault message.</summary>
public struct Fault
{
    /// <summary>What kind of fault; it decides what the words mean.</summary>
    public FaultType Type;

    /// <summary>The message's words, as the seL4 manual has them for the type.</summary>
    public MessageWords Words;

    /// <summary>Where it stopped, for the faults that tell in their first word.</summary>
    public readonly ulong Instruction => Words.Word0;
}
