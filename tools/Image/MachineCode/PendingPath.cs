// SPDX-License-Identifier: BSD-2-Clause
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>A place inside a routine still to be followed.</summary>
/// <param name="Address">First instruction to follow.</param>
/// <param name="State">What is known of the stack there.</param>
/// <param name="Before">The instructions that ran last, oldest first.</param>
internal sealed record PendingPath(ulong Address, StackState State, IReadOnlyList<Instruction> Before);
