// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment.Host;

/// <summary>A page of 4 KiB in an address space; a larger one is many of them.</summary>
/// <param name="Address">Virtual address.</param>
/// <param name="Frame">Physical address.</param>
/// <param name="IsWritable">Whether it can be written.</param>
/// <param name="IsUser">Whether user level may use it.</param>
internal readonly record struct Mapping(ulong Address, ulong Frame, bool IsWritable, bool IsUser);
