// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>Decides which kernel objects a protection domain needs.</summary>
internal static class ObjectPlanner
{
    /// <summary>Bytes of a scheduling context, as a power of two.</summary>
    public const uint SchedContextBits = 8;

    /// <summary>Creates them.</summary>
    public static DomainObjects Create(
        ProtectionDomain domain,
        IReadOnlyList<Program> programs,
        SystemDescription system,
        LayoutTables tables)
    {
        uint index = (uint)domain.Index;
        bool isMonitor = domain.Index == system.ProtectionDomains.Count;
        bool isCalled = system.Channels.SelectMany(channel => channel.Ends.Where(end => end.CanCall).Select(channel.Other))
            .Any(end => end.Domain == domain);
        bool hasEndpoint = isMonitor || isCalled || domain.Children.Count > 0;
        uint groups = ChannelNumbers.Groups(system, domain, programs);
        uint Add(ObjectKind kind, uint sizeBits = 0, uint count = 1) => tables.Add(kind, sizeBits, count, index, domain.Name);

        uint cnode = Add(ObjectKind.CNode, SpaceLayout.MicrokitCNodeBits);
        DomainObjects objects = new()
        {
            Domain = domain,
            Program = programs[domain.Index],
            VSpace = Add(ObjectKind.VSpace),
            RootCNode = domain.SharedCapabilities.Count == 0 ? cnode : Add(ObjectKind.CNode, SpaceLayout.RootCNodeBits),
            CNode = cnode,
            Thread = Add(ObjectKind.Thread),
            SchedContext = Add(ObjectKind.SchedContext, SchedContextBits),
            Notification = Add(ObjectKind.Notification),
            Endpoint = hasEndpoint ? Add(ObjectKind.Endpoint) : LayoutHeader.None,
            GroupCount = groups,
            FirstGroup = groups == 0 ? LayoutHeader.None : Add(ObjectKind.Notification, 0, groups),
        };
        uint input = hasEndpoint ? objects.Endpoint : objects.Notification;
        tables.Grant(objects.CNode, MicrokitSlots.Input, input, Rights.Read);
        if (hasEndpoint)
        {
            tables.Grant(objects.CNode, MicrokitSlots.Reply, Add(ObjectKind.Reply), Rights.All);
        }

        return objects;
    }
}
