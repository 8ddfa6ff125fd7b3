// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>Lets echo requests and their replies pass. Errors are for the router, which asks whom they concern.</summary>
/// <remarks>Source: RFC 792.</remarks>
[Component("icmp")]
[Serves<IFilter>("router")]
[Serves<IRules>("web")]
internal partial struct IcmpFilter
{
    private const uint EchoReply = 0;
    private const uint EchoRequest = 8;
    private const uint Lifetime = 10;

    private static uint now;

    private static bool Admits(in Packet packet)
    {
        now = packet.Seconds;
        return RuleTable.Count(packet.Detail switch
        {
            EchoRequest => MayAsk(packet),
            EchoReply => MayAnswer(packet),
            _ => false,
        });
    }

    private static bool MayAsk(in Packet packet)
    {
        if (!RuleTable.Allows(packet))
        {
            return false;
        }

        var place = FlowTable.Find(packet);
        place = place >= 0 && FlowTable.At(place).BeganInside == packet.IsFromInside ? place : FlowTable.Add(packet);
        FlowTable.At(place).Expires = packet.Seconds + Lifetime;
        return true;
    }

    private static bool MayAnswer(in Packet packet)
    {
        var place = FlowTable.Find(packet);
        return place >= 0 && FlowTable.At(place).BeganInside != packet.IsFromInside;
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
