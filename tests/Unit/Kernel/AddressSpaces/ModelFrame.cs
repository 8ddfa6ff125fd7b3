// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

/// <summary>A mapping of a frame: whose capability, where the memory is, what is allowed.</summary>
internal sealed record ModelFrame(ulong Slot, ulong PhysicalAddress, ulong Rights);
