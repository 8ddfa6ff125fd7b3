// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>What goes on. Each flow has a place in a group of four; when a group is full, the flow that ends first gives way.</summary>
internal static class FlowTable
{
    /// <summary>Flows at most.</summary>
    public const int Places = 1024;

    private const int Group = 4;
    private const uint Spread = 0x9e37_79b1;

    private static FlowList flows;

    /// <summary>Finds the flow of a packet, of either direction; -1 when there is none.</summary>
    public static int Find(in Packet packet)
    {
        var first = FirstOf(packet);
        for (var i = first; i < first + Group; i++)
        {
            if (flows[i].Expires > packet.Seconds && flows[i].Ports == PortsOf(packet)
                && flows[i].Inside == InsideOf(packet) && flows[i].Outside == OutsideOf(packet))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds a flow that begins with a packet.</summary>
    public static int Add(in Packet packet)
    {
        var first = FirstOf(packet);
        var place = first;
        for (var i = first + 1; i < first + Group; i++)
        {
            place = flows[i].Expires < flows[place].Expires ? i : place;
        }

        ref var flow = ref flows[place];
        flow.Inside = InsideOf(packet);
        flow.Outside = OutsideOf(packet);
        flow.Ports = PortsOf(packet);
        flow.State = 0;
        flow.BeganInside = packet.IsFromInside;
        flow.Expires = packet.Seconds + 1;
        return place;
    }

    /// <summary>A flow.</summary>
    public static ref Flow At(int place) => ref flows[place];

    /// <summary>How many there are.</summary>
    public static uint Count(uint seconds)
    {
        uint count = 0;
        for (var i = 0; i < Places; i++)
        {
            count += flows[i].Expires > seconds ? 1u : 0;
        }

        return count;
    }

    /// <summary>Ends those that the rules do not allow any more.</summary>
    public static void Review()
    {
        for (var i = 0; i < Places; i++)
        {
            ref var flow = ref flows[i];
            Packet packet;
            packet.Source = flow.BeganInside ? flow.Inside : flow.Outside;
            packet.Destination = flow.BeganInside ? flow.Outside : flow.Inside;
            packet.Ports = flow.BeganInside ? flow.Ports : Turn(flow.Ports);
            packet.Detail = 0;
            packet.Seconds = 0;
            packet.IsFromInside = flow.BeganInside;
            if (flow.Expires != 0 && !RuleTable.Allows(packet))
            {
                flow.Expires = 0;
            }
        }
    }

    private static uint InsideOf(in Packet packet) => packet.IsFromInside ? packet.Source : packet.Destination;

    private static uint OutsideOf(in Packet packet) => packet.IsFromInside ? packet.Destination : packet.Source;

    private static uint PortsOf(in Packet packet) => packet.IsFromInside ? packet.Ports : Turn(packet.Ports);

    private static uint Turn(uint ports) => ports << 16 | ports >> 16;

    private static int FirstOf(in Packet packet)
    {
        var hash = (InsideOf(packet) * Spread) ^ OutsideOf(packet);
        hash = (hash * Spread) ^ PortsOf(packet);
        return (int)((hash * Spread) >> 16) % (Places / Group) * Group;
    }
}
