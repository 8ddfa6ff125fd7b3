// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>A stretch of machine code without jumps, as QEMU translated it.</summary>
/// <param name="Address">Where it starts.</param>
/// <param name="Length">Its instructions.</param>
/// <param name="Times">How often it was executed.</param>
/// <param name="Place">Where it lies in QEMU's memory, which tells programs at the same address apart.</param>
internal readonly record struct ExecutedBlock(ulong Address, int Length, ulong Times, ulong Place);
