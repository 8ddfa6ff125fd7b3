// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>A file of the volume, as far as it is known.</summary>
internal unsafe struct VolumeFile
{
    /// <summary>Bytes of a path at most.</summary>
    public const int MostPathBytes = 200;

    /// <summary>Bytes of an entity tag.</summary>
    public const int TagBytes = 23;

    /// <summary>The path, from the root, without a slash at its beginning.</summary>
    public fixed byte Path[MostPathBytes];

    /// <summary>The entity tag: time, size and number of changes seen.</summary>
    public fixed byte Tag[TagBytes + 1];

    /// <summary>When it was asked about.</summary>
    public ulong AskedMicroseconds;

    /// <summary>When it was written last, in seconds since 1970.</summary>
    public ulong ModifiedSeconds;

    /// <summary>When it was written last, as the file server says it.</summary>
    public uint Modified;

    /// <summary>Bytes of it.</summary>
    public uint Size;

    /// <summary>Greater than that of a file used earlier.</summary>
    public uint LastUse;

    /// <summary>Bytes of the path.</summary>
    public ushort PathLength;

    /// <summary>Another whenever what was known of the file is given up.</summary>
    public ushort Generation;

    /// <summary>The next file with the same hash.</summary>
    public ushort Next;

    /// <summary>The first of its blocks.</summary>
    public ushort FirstBlock;

    /// <summary>The load that is under way.</summary>
    public ushort Load;

    /// <summary>What is known.</summary>
    public FileState State;
}
