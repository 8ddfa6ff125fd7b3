// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>The rules of this filter. Where none fits, the inner network may begin, and the outer may not.</summary>
internal static class RuleTable
{
    /// <summary>Rules at most.</summary>
    public const int Places = 8;

    private const uint MostBits = 32;

    private static RuleList rules;
    private static Counters counters;

    /// <summary>Whether a packet may begin something.</summary>
    public static bool Allows(in Packet packet)
    {
        for (var i = 0; i < Places; i++)
        {
            ref var rule = ref rules[i];
            if (rule.Action != RuleAction.None && Fits(rule, packet))
            {
                return rule.Action == RuleAction.Allow;
            }
        }

        return packet.IsFromInside;
    }

    /// <summary>Replaces a rule.</summary>
    public static bool TrySet(uint index, in Rule rule)
    {
        if (index >= Places || rule.SourceBits > MostBits || rule.DestinationBits > MostBits || rule.Action > RuleAction.Refuse)
        {
            return false;
        }

        ref var place = ref rules[(int)index];
        place.Action = rule.Action;
        place.Source = rule.Source;
        place.SourceBits = rule.SourceBits;
        place.Destination = rule.Destination;
        place.DestinationBits = rule.DestinationBits;
        place.Ports = rule.Ports;
        FlowTable.Review();
        return true;
    }

    /// <summary>Reads a rule.</summary>
    public static bool TryGet(uint index, out Rule rule)
    {
        ref var place = ref rules[(int)Math.Min(index, Places - 1)];
        rule.Action = place.Action;
        rule.Source = place.Source;
        rule.SourceBits = place.SourceBits;
        rule.Destination = place.Destination;
        rule.DestinationBits = place.DestinationBits;
        rule.Ports = place.Ports;
        return index < Places;
    }

    /// <summary>Counts a packet and passes on whether it may pass.</summary>
    public static bool Count(bool isAdmitted)
    {
        counters.Admitted += isAdmitted ? 1u : 0;
        counters.Refused += isAdmitted ? 0 : 1u;
        return isAdmitted;
    }

    /// <summary>The counters at a time.</summary>
    public static Counters Read(uint seconds)
    {
        Counters now;
        now.Admitted = counters.Admitted;
        now.Refused = counters.Refused;
        now.Flows = FlowTable.Count(seconds);
        return now;
    }

    private static bool Fits(in Rule rule, in Packet packet) =>
        IsIn(packet.Source, rule.Source, rule.SourceBits) && IsIn(packet.Destination, rule.Destination, rule.DestinationBits)
        && (packet.Ports & 0xffff) >= rule.Ports >> 16 && (packet.Ports & 0xffff) <= (rule.Ports & 0xffff);

    private static bool IsIn(uint address, uint network, uint bits) => bits == 0 || (address ^ network) >> (int)(MostBits - bits) == 0;
}
