// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User.Loading;

/// <summary>Where a segment of a program lies in memory.</summary>
public struct ElfSegment
{
    /// <summary>First address.</summary>
    public ulong Address;

    /// <summary>Bytes in memory; what the file does not fill is zero.</summary>
    public ulong MemorySize;

    /// <summary>Whether the program may write there.</summary>
    public bool IsWritable;
}
