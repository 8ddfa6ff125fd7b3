// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>A protection domain's kernel objects, and the slots of its capability space that are taken.</summary>
internal sealed class DomainObjects
{
    private const uint FirstFreeSlot = 8;
    private uint _nextSlot = FirstFreeSlot;

    /// <summary>The protection domain.</summary>
    public required ProtectionDomain Domain { get; init; }

    /// <summary>Its program.</summary>
    public required Program Program { get; init; }

    /// <summary>Root of its address space.</summary>
    public required uint VSpace { get; init; }

    /// <summary>Root of its capability space: a CNode of its own only when capabilities are shared, because every level costs each
    /// system call.</summary>
    public required uint RootCNode { get; init; }

    /// <summary>CNode with its ordinary capabilities.</summary>
    public required uint CNode { get; init; }

    /// <summary>Slots of that CNode, as a power of two.</summary>
    public uint CNodeBits { get; set; } = SpaceLayout.MicrokitCNodeBits;

    /// <summary>Whether the CNode with its ordinary capabilities is the root.</summary>
    public bool IsFlat => RootCNode == CNode;

    /// <summary>Bits of the root's guard: what its slots leave of an address.</summary>
    public uint RootGuardBits => IsFlat ? CapabilityPlanner.WordBits - CNodeBits : 0;

    /// <summary>Its thread.</summary>
    public required uint Thread { get; init; }

    /// <summary>Its scheduling context.</summary>
    public required uint SchedContext { get; init; }

    /// <summary>Notification bound to its thread.</summary>
    public required uint Notification { get; init; }

    /// <summary>Endpoint it is called at; None when nobody calls it and it has no children.</summary>
    public required uint Endpoint { get; init; }

    /// <summary>Groups of channels.</summary>
    public required uint GroupCount { get; init; }

    /// <summary>Notification of the first group.</summary>
    public required uint FirstGroup { get; init; }

    /// <summary>Index of the protection domain.</summary>
    public uint Index => (uint)Domain.Index;

    /// <summary>The scheduling domain whose time it uses.</summary>
    public uint SchedulingDomain => Domain.Domain?.Id ?? DescriptionLimits.MonitorDomain;

    /// <summary>Whether it finds its capabilities where libmicrokit looks for them.</summary>
    public bool IsMicrokit => Program.Kind == ProgramKind.Microkit;

    /// <summary>Slot after the last one taken.</summary>
    public uint EndSlot => _nextSlot;

    /// <summary>Slot for a capability: libmicrokit's, or the next free one.</summary>
    public uint Slot(uint ofMicrokit)
    {
        if (IsMicrokit)
        {
            return ofMicrokit;
        }

        return _nextSlot++;
    }

    /// <summary>Consecutive free slots.</summary>
    public uint Slots(uint count)
    {
        uint first = _nextSlot;
        _nextSlot += count;
        return first;
    }

    /// <summary>Badge with which its notification is signalled for an identifier that it hears directly.</summary>
    public static ulong DirectBadge(uint id) => 1ul << (int)id;

    /// <summary>Whether it hears an identifier directly.</summary>
    public bool HearsDirectly(uint id) => id < ChannelGroups.DirectIds(GroupCount);

    /// <summary>An endpoint is needed by whoever is called or handles faults; the monitor handles faults.</summary>
    public bool HasEndpoint => Endpoint != LayoutHeader.None;
}
