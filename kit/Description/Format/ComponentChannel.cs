// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A channel of a component. A slot of 0 means that it may not do that.</summary>
public struct ComponentChannel
{
    /// <summary>Identifier.</summary>
    public uint Id;

    /// <summary>Offset of the peer's name.</summary>
    public uint Peer;

    /// <summary>Slot of the peer's notification, to notify it.</summary>
    public uint NotifySlot;

    /// <summary>Slot of the peer's group notification, to be signalled first; 0 when the peer hears this channel directly.</summary>
    public uint GroupSlot;

    /// <summary>Slot of the peer's endpoint, to call it.</summary>
    public uint CallSlot;

    /// <summary>Index of the peer.</summary>
    public uint PeerDomain;
}
