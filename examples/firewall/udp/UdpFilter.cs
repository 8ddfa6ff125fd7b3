// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>Lets datagrams pass that the rules allow, and for half a minute what comes back.</summary>
[Component("udp")]
[Serves<IFilter>("router")]
[Serves<IRules>("web")]
internal partial struct UdpFilter
{
    private const uint Lifetime = 30;

    private static uint now;

    private static bool Admits(in Packet packet)
    {
        now = packet.Seconds;
        var place = FlowTable.Find(packet);
        if (place < 0 && RuleTable.Allows(packet))
        {
            place = FlowTable.Add(packet);
        }

        if (place >= 0)
        {
            FlowTable.At(place).Expires = packet.Seconds + Lifetime;
        }

        return RuleTable.Count(place >= 0);
    }

    private static bool Knows(in Packet packet)
    {
        now = packet.Seconds;
        return FlowTable.Find(packet) >= 0;
    }

    private static bool Set(uint index, in Rule rule) => RuleTable.TrySet(index, rule);

    private static bool Get(uint index, out Rule rule) => RuleTable.TryGet(index, out rule);

    private static Counters Read() => RuleTable.Read(now);
}
