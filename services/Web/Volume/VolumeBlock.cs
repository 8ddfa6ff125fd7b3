// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>A block of the cache.</summary>
internal struct VolumeBlock
{
    /// <summary>Which block of the file.</summary>
    public uint Number;

    /// <summary>Bytes that are there.</summary>
    public uint Length;

    /// <summary>Greater than that of a block used earlier.</summary>
    public uint LastUse;

    /// <summary>How often it is lent.</summary>
    public ushort Lent;

    /// <summary>The file.</summary>
    public ushort File;

    /// <summary>The next block of the file.</summary>
    public ushort Next;

    /// <summary>What is in it.</summary>
    public BlockState State;
}
