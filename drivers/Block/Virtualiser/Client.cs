// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;

namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>What the virtualiser knows of a client.</summary>
internal struct Client
{
    /// <summary>Its queues.</summary>
    public BlockServer Queues;

    /// <summary>Its blocks; none when there is no such partition.</summary>
    public BlockRange Range;

    /// <summary>Place of the first region of its data.</summary>
    public int FirstRegion;

    /// <summary>How many regions of data it has.</summary>
    public int RegionCount;

    /// <summary>Requests that the driver has.</summary>
    public uint UnderWay;

    /// <summary>Whether a barrier waits for these.</summary>
    public bool HasBarrier;

    /// <summary>The identifier of that barrier.</summary>
    public ushort BarrierId;

    /// <summary>Its ticket.</summary>
    public ushort BarrierTicket;
}
