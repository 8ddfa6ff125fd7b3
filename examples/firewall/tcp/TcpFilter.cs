// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>Lets connections pass that begin as the rules allow.</summary>
/// <remarks>
/// It follows who has opened, answered and closed, not sequence numbers. Source: RFC 9293, 3.1 (flags), 3.3.2 (states).
/// </remarks>
[Component("tcp")]
[Serves<IFilter>("router")]
[Serves<IRules>("web")]
internal partial struct TcpFilter
{
    private const uint Fin = 1;
    private const uint Syn = 2;
    private const uint Reset = 4;
    private const uint Acknowledgement = 16;

    private const uint LifetimeOpening = 30;
    private const uint LifetimeOpen = 3600;
    private const uint LifetimeClosed = 20;

    private const uint Answered = 1;
    private const uint ClosedByInside = 2;
    private const uint ClosedByOutside = 4;
    private const uint Closed = ClosedByInside | ClosedByOutside;

    private static uint now;

    private static bool Admits(in Packet packet)
    {
        now = packet.Seconds;
        var place = FlowTable.Find(packet);
        var opens = (packet.Detail & (Syn | Acknowledgement | Reset | Fin)) == Syn;
        if (opens && (place < 0 || FlowTable.At(place).Expires <= packet.Seconds + LifetimeClosed))
        {
            place = RuleTable.Allows(packet) ? FlowTable.Add(packet) : -1;
        }

        return RuleTable.Count(place >= 0 && MayGoOn(ref FlowTable.At(place), packet));
    }

    /// <summary>Before the other side has answered, it may answer an opening and nothing else.</summary>
    private static bool MayGoOn(ref Flow flow, in Packet packet)
    {
        var isAnswer = flow.BeganInside != packet.IsFromInside;
        if ((flow.State & Answered) == 0 && isAnswer && (packet.Detail & (Syn | Reset)) == 0)
        {
            return false;
        }

        flow.State |= isAnswer ? Answered : 0;
        if ((packet.Detail & Fin) != 0)
        {
            flow.State |= packet.IsFromInside ? ClosedByInside : ClosedByOutside;
        }

        if ((packet.Detail & Reset) != 0)
        {
            flow.State |= Closed;
        }

        var lifetime = (flow.State & Answered) == 0 ? LifetimeOpening : LifetimeOpen;
        flow.Expires = packet.Seconds + ((flow.State & Closed) == Closed ? LifetimeClosed : lifetime);
        return true;
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
