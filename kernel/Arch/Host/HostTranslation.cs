// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.Host;

/// <summary>Where an address leads, and what user mode may do there.</summary>
/// <param name="PhysicalAddress">Physical address of the byte.</param>
/// <param name="SizeBits">Size of the page as a power of two.</param>
/// <param name="IsUser">Whether user mode may read.</param>
/// <param name="IsWritable">Whether user mode may write, if it may read.</param>
/// <param name="CacheIndex">Which entry of the page-attribute table says how it is cached.</param>
public readonly record struct HostTranslation(
    ulong PhysicalAddress, int SizeBits, bool IsUser, bool IsWritable, int CacheIndex);
