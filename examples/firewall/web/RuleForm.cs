// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>
/// Reads the form of a rule: rule=0&amp;action=allow&amp;from=10.9.0.0/24&amp;to=any&amp;ports=80-443. Source: WHATWG URL, 5.1.
/// </summary>
internal static class RuleForm
{
    private const int LongestNumber = 5;
    private const uint AllPorts = 0xffff;

    /// <summary>Reads a form; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> form, out uint index, out Rule rule)
    {
        rule.Action = ActionOf(Field(form, "action="u8));
        rule.Source = 0;
        rule.SourceBits = 0;
        rule.Destination = 0;
        rule.DestinationBits = 0;
        rule.Ports = 0;
        var number = Field(form, "rule="u8);
        return TryTakeNumber(ref number, out index) && number.IsEmpty
            && TryReadNetwork(Field(form, "from="u8), out rule.Source, out rule.SourceBits)
            && TryReadNetwork(Field(form, "to="u8), out rule.Destination, out rule.DestinationBits)
            && TryReadPorts(Field(form, "ports="u8), out rule.Ports);
    }

    private static RuleAction ActionOf(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("allow"u8))
        {
            return RuleAction.Allow;
        }

        return text.SequenceEqual("refuse"u8) ? RuleAction.Refuse : RuleAction.None;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> form, ReadOnlySpan<byte> name)
    {
        while (!form.IsEmpty)
        {
            var end = form.IndexOf((byte)'&');
            var field = end < 0 ? form : form[..end];
            form = end < 0 ? default : form[(end + 1)..];
            if (field.Length >= name.Length && field[..name.Length].SequenceEqual(name))
            {
                return field[name.Length..];
            }
        }

        return default;
    }

    /// <summary>Reads a.b.c.d or a.b.c.d/n; nothing, and any, are all addresses.</summary>
    private static bool TryReadNetwork(ReadOnlySpan<byte> text, out uint address, out uint bits)
    {
        address = 0;
        bits = 0;
        if (text.IsEmpty || text.SequenceEqual("any"u8))
        {
            return true;
        }

        for (var i = 0; i < 4; i++)
        {
            if (!TryTakeNumber(ref text, out var part) || part > byte.MaxValue || (i < 3 && !TryTake(ref text, (byte)'.')))
            {
                return false;
            }

            address = address << 8 | part;
        }

        bits = 32;
        return text.IsEmpty || (TryTakeSlash(ref text) && TryTakeNumber(ref text, out bits) && bits <= 32 && text.IsEmpty);
    }

    /// <summary>Reads one port, or the first and the last; nothing, and any, are all.</summary>
    private static bool TryReadPorts(ReadOnlySpan<byte> text, out uint ports)
    {
        ports = AllPorts;
        if (text.IsEmpty || text.SequenceEqual("any"u8))
        {
            return true;
        }

        if (!TryTakeNumber(ref text, out var first))
        {
            return false;
        }

        var last = first;
        var isRead = text.IsEmpty || (TryTake(ref text, (byte)'-') && TryTakeNumber(ref text, out last) && text.IsEmpty);
        ports = first << 16 | last;
        return isRead && first <= last && last <= AllPorts;
    }

    private static bool TryTakeNumber(scoped ref ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        var count = 0;
        while (count < text.Length && count < LongestNumber && text[count] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (uint)(text[count] - '0');
            count++;
        }

        text = text[count..];
        return count > 0;
    }

    /// <summary>A slash, which forms send as %2F.</summary>
    private static bool TryTakeSlash(scoped ref ReadOnlySpan<byte> text)
    {
        if (text.Length >= 3 && text[0] == (byte)'%' && text[1] == (byte)'2' && text[2] is (byte)'F' or (byte)'f')
        {
            text = text[3..];
            return true;
        }

        return TryTake(ref text, (byte)'/');
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> text, byte wanted)
    {
        var isThere = !text.IsEmpty && text[0] == wanted;
        text = isThere ? text[1..] : text;
        return isThere;
    }
}
