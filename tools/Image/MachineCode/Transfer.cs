// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>One place where control passes to another routine.</summary>
/// <param name="Site">Address of the instruction.</param>
/// <param name="Target">Address of the routine reached.</param>
/// <param name="TargetBitness">Processor mode the target runs in: 32 or 64.</param>
/// <param name="Kind">How control passes.</param>
/// <param name="DepthBytes">Stack in use at the target's first instruction, the return address of a call included.</param>
/// <param name="AfterStackSwitch">Whether the depth counts from a stack pointer the routine loaded itself.</param>
public sealed record Transfer(ulong Site, ulong Target, int TargetBitness, TransferKind Kind, int DepthBytes, bool AfterStackSwitch);
