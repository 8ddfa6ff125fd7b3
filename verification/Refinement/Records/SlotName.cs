// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Records;

/// <summary>Name of a slot: its container and index there; container 0 stands for the kernel's own slots, one per interrupt.</summary>
public readonly record struct SlotName(ulong Container, ulong Index);
