// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>What is spoilt.</summary>
internal enum Kind
{
    /// <summary>A byte of the program's instructions.</summary>
    Code,

    /// <summary>A byte of its variables or of the used part of its stack.</summary>
    Data,

    /// <summary>A register while it runs.</summary>
    Registers,

    /// <summary>A byte of the queues that it shares with others.</summary>
    Queues,

    /// <summary>A byte of the memory that it shares with the device.</summary>
    Rings,
}
