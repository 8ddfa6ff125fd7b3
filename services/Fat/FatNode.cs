// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>An open file. All handles of a file share it.</summary>
internal unsafe struct FatNode
{
    /// <summary>Clusters of the chain whose place is remembered.</summary>
    public const int MarkCount = 64;

    /// <summary>Sector of the directory entry.</summary>
    public uint EntrySector;

    /// <summary>Its place there.</summary>
    public int EntrySlot;

    /// <summary>First cluster; zero without any.</summary>
    public uint First;

    /// <summary>Bytes of the file.</summary>
    public uint Size;

    /// <summary>When it was written last.</summary>
    public uint Modified;

    /// <summary>The file's attributes.</summary>
    public FatAttributes Attributes;

    /// <summary>Handles that are open.</summary>
    public ushort OpenCount;

    /// <summary>Which user of this place it is.</summary>
    public ushort Generation;

    /// <summary>The cluster that was added last.</summary>
    public uint NewestCluster;

    /// <summary>In which epoch: while it lasts nothing on the device refers to that cluster.</summary>
    public uint NewestEpoch;

    /// <summary>The number of a remembered cluster is a multiple of 2 to the power of this.</summary>
    public int MarkShift;

    /// <summary>The remembered clusters; zero for one that is not known.</summary>
    public fixed uint Marks[MarkCount];

    /// <summary>Forgets where clusters are.</summary>
    public void ForgetMarks()
    {
        MarkShift = 0;
        for (var i = 0; i < MarkCount; i++)
        {
            Marks[i] = 0;
        }
    }

    /// <summary>Remembers a cluster, if it is one of those that are.</summary>
    public void Mark(uint index, uint cluster)
    {
        while (index >> MarkShift >= MarkCount)
        {
            for (var i = 0; i < MarkCount; i++)
            {
                Marks[i] = i * 2 < MarkCount ? Marks[i * 2] : 0;
            }

            MarkShift++;
        }

        if ((index & ((1u << MarkShift) - 1)) == 0)
        {
            Marks[(int)(index >> MarkShift)] = cluster;
        }
    }
}
