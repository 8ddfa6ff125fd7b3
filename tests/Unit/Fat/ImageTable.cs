// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Unit.Fat;

/// <summary>The tables and directories of an image, changed behind everybody's back.</summary>
internal sealed class ImageTable
{
    public const uint End = 0x0fff_ffff;

    private readonly byte[] image;
    private readonly int start;
    private readonly int sectors;

    public ImageTable(byte[] image)
    {
        this.image = image;
        int reserved = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(14));
        int small = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(22));
        int rootEntries = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(17));
        int sectorsOfVolume = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(19));
        sectorsOfVolume = sectorsOfVolume != 0 ? sectorsOfVolume : BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(32));
        IsLarge = small == 0;
        sectors = IsLarge ? BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(36)) : small;
        start = reserved * 512;
        ClusterBytes = image[13] * 512;
        var rootStart = start + (image[16] * sectors * 512);
        DataStart = rootStart + (rootEntries * 32);
        RootStart = rootStart;
        Clusters = (uint)(((sectorsOfVolume * 512L) - DataStart) / ClusterBytes);
    }

    public bool IsLarge { get; }

    public int ClusterBytes { get; }

    /// <summary>Where the root directory begins; that of FAT32 is in the first cluster.</summary>
    public int RootStart { get; }

    public uint Clusters { get; }

    public uint Bad => IsLarge ? 0x0fff_fff7u : 0xfff7;

    private int DataStart { get; }

    public uint this[uint cluster]
    {
        get => IsLarge ? BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(start + ((int)cluster * 4))) & End
            : BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(start + ((int)cluster * 2)));
        set
        {
            for (var copy = 0; copy < image[16]; copy++)
            {
                var table = start + (copy * sectors * 512);
                if (IsLarge)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(table + ((int)cluster * 4)), value);
                }
                else
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(table + ((int)cluster * 2)), (ushort)value);
                }
            }
        }
    }

    /// <summary>Free clusters, the last first.</summary>
    public IEnumerable<uint> Free()
    {
        for (var cluster = Clusters + 1; cluster >= 2; cluster--)
        {
            if (this[cluster] == 0)
            {
                yield return cluster;
            }
        }
    }

    /// <summary>Where a cluster lies.</summary>
    public int PlaceOf(uint cluster) => DataStart + ((int)(cluster - 2) * ClusterBytes);

    /// <summary>Where the entry with a short name lies, in the part of the image where directories are.</summary>
    public int EntryOf(string name)
    {
        for (var at = RootStart; ; at += 32)
        {
            if (image.AsSpan(at, 11).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(name.PadRight(11))))
            {
                return at;
            }
        }
    }

    /// <summary>The first cluster of what has a short name.</summary>
    public uint FirstOf(string name)
    {
        var entry = image.AsSpan(EntryOf(name), 32);
        return BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]) | ((uint)BinaryPrimitives.ReadUInt16LittleEndian(entry[20..]) << 16);
    }

    /// <summary>Makes a chain of clusters, which nobody has.</summary>
    public void Chain(params uint[] clusters)
    {
        for (var i = 0; i < clusters.Length; i++)
        {
            this[clusters[i]] = i + 1 < clusters.Length ? clusters[i + 1] : End;
        }
    }
}
