// SPDX-License-Identifier: BSD-2-Clause
using Caprock.User.Text;

namespace Caprock.Examples.Firewall;

/// <summary>Writes the page of the rules.</summary>
internal static class RulePage
{
    private const uint RuleCount = 8;

    private static ReadOnlySpan<byte> Head =>
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Firewall</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <style>
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733;background:#f6f7f9}
        section{background:#fff;border:1px solid #dde2e8;border-radius:8px;padding:1rem 1.25rem;margin:1rem 0;overflow-x:auto}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:0}p{margin:.25rem 0 .75rem;color:#57646f}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #edf0f3}
        form{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}
        input,select,button{font:inherit;padding:.25rem .5rem;border:1px solid #b9c2cb;border-radius:6px}
        input{width:10rem}button{background:#1f5fae;border-color:#1f5fae;color:#fff}.allow{color:#17713a}.refuse{color:#b02a2a}
        </style></head><body><h1>Firewall</h1>
        <p>Inside is 10.0.2.0/24, outside is 10.9.0.0/24. Who is inside may begin anything, who is outside nothing, unless a rule
        says otherwise; the first that fits decides. Answers pass.</p>

        """u8;

    /// <summary>Writes the page; 0 when it does not fit.</summary>
    public static int Write(Span<byte> buffer)
    {
        var page = new TextBuilder(buffer);
        page.Append(Head);
        Write(ref page, Filter.Icmp, "ICMP"u8, "icmp"u8);
        Write(ref page, Filter.Udp, "UDP"u8, "udp"u8);
        Write(ref page, Filter.Tcp, "TCP"u8, "tcp"u8);
        page.Append("</body></html>\n"u8);
        return page.IsTruncated ? 0 : page.Length;
    }

    private static void Write(ref TextBuilder page, Filter filter, ReadOnlySpan<byte> title, ReadOnlySpan<byte> path)
    {
        page.Append("<section><h2>"u8);
        page.Append(title);
        page.Append("</h2><p>"u8);
        if (Web.TryRead(filter, out var counters))
        {
            page.AppendDecimal(counters.Admitted);
            page.Append(" packets passed, "u8);
            page.AppendDecimal(counters.Refused);
            page.Append(" refused, "u8);
            page.AppendDecimal(counters.Flows);
            page.Append(" exchanges go on"u8);
        }

        page.Append("</p><table><tr><th>Rule<th>Action<th>From<th>To<th>Ports</tr>"u8);
        for (uint i = 0; i < RuleCount; i++)
        {
            if (Web.TryGet(filter, i, out var rule) && rule.Action != RuleAction.None)
            {
                Write(ref page, i, rule);
            }
        }

        page.Append("</table><form method=\"post\" action=\"/"u8);
        page.Append(path);
        page.Append("\"><select name=\"rule\" aria-label=\"rule\">"u8);
        for (uint i = 0; i < RuleCount; i++)
        {
            page.Append("<option>"u8);
            page.AppendDecimal(i);
        }

        page.Append("</select><select name=\"action\" aria-label=\"action\"><option>allow<option>refuse<option>remove</select>"u8);
        page.Append("<input name=\"from\" aria-label=\"from\" placeholder=\"from: any\">"u8);
        page.Append("<input name=\"to\" aria-label=\"to\" placeholder=\"to: any\">"u8);
        page.Append("<input name=\"ports\" aria-label=\"ports\" placeholder=\"ports: any\"><button>Set</button></form></section>\n"u8);
    }

    private static void Write(ref TextBuilder page, uint index, in Rule rule)
    {
        page.Append("<tr><td>"u8);
        page.AppendDecimal(index);
        page.Append(rule.Action == RuleAction.Allow ? "<td class=\"allow\">allow<td>"u8 : "<td class=\"refuse\">refuse<td>"u8);
        WriteNetwork(ref page, rule.Source, rule.SourceBits);
        page.Append("<td>"u8);
        WriteNetwork(ref page, rule.Destination, rule.DestinationBits);
        page.Append("<td>"u8);
        page.AppendDecimal(rule.Ports >> 16);
        page.Append("-"u8);
        page.AppendDecimal(rule.Ports & 0xffff);
        page.Append("</tr>"u8);
    }

    private static void WriteNetwork(ref TextBuilder page, uint address, uint bits)
    {
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            page.AppendDecimal(address >> shift & 0xff);
            page.Append(shift == 0 ? "/"u8 : "."u8);
        }

        page.AppendDecimal(bits);
    }
}
