// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Reports;

/// <summary>A picture of a system: memory regions on the left, protection domains in the middle, channels on the right, influence
/// below.</summary>
public sealed class SvgPicture
{
    private const int Margin = 20;
    private const int Top = 60;
    private const int RegionWidth = 230;
    private const int MapWidth = 150;
    private const int DomainWidth = 280;
    private const int Indent = 24;
    private const int BoxHeight = 68;
    private const int BoxStride = BoxHeight + 18;
    private const int Cell = 14;
    private const int NameWidth = 150;
    private const int TitleWidth = 700;

    private const string Header = """
        <style>
        svg { font-family: sans-serif; font-size: 11px; background: white }
        .title { font-size: 15px; font-weight: bold } .name { font-weight: bold } .detail, .label { fill: #555 } .label { font-size: 10px }
        .domain rect { fill: #e8f0fe; stroke: #3b6fb5 } .passive rect { fill: #f3eefb; stroke: #7a53b5; stroke-dasharray: 5 3 }
        .region rect { fill: #eef7ea; stroke: #4f8f3a } .device rect { fill: #fdf1e0; stroke: #b9812a }
        path { fill: none; stroke-width: 1.4 } .read { stroke: #9bc48b } .write { stroke: #4f8f3a }
        .call { stroke: #3b6fb5; marker-end: url(#arrow) } .notify { stroke: #999; stroke-dasharray: 4 3; marker-end: url(#arrow) }
        .cell { fill: #f4f4f4; stroke: #ddd } .reached { fill: #d9822b; stroke: #ddd } .self { fill: #ccc; stroke: #ddd }
        </style>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path d="M0 0 L8 4 L0 8 z" style="fill: #555; stroke: none"/></marker></defs>

        """;

    private readonly SystemLayout _layout;
    private readonly SvgText _svg = new();
    private readonly Reach _reach;

    private SvgPicture(SystemLayout layout)
    {
        _layout = layout;
        _reach = new Reach(layout.System);
    }

    private SystemDescription System => _layout.System;

    /// <summary>Without memory regions the protection domains begin at the left.</summary>
    private int DomainLeft => System.MemoryRegions.Count == 0 ? Margin : Margin + RegionWidth + MapWidth;

    /// <summary>The picture; the same text for the same layout.</summary>
    public static string Draw(SystemLayout layout)
    {
        SvgPicture picture = new(layout);
        return picture.Draw();
    }

    private string Draw()
    {
        _svg.Text(Margin, 28, "title", $"{Count(System.ProtectionDomains.Count, "protection domain")}, {Count(System.Channels.Count, "channel")}, "
            + $"{Count(System.MemoryRegions.Count, "memory region")}, {Size(MemoryUse.Total(_layout.Tables))}");
        DrawMaps();
        foreach (MemoryRegion region in System.MemoryRegions)
        {
            DrawRegion(region);
        }

        foreach (ProtectionDomain domain in System.ProtectionDomains)
        {
            DrawDomain(domain);
        }

        int right = DrawChannels();
        int bottom = Top + (Math.Max(System.ProtectionDomains.Count, System.MemoryRegions.Count) * BoxStride) + Margin;
        DrawInfluence(bottom);
        int matrix = Margin + NameWidth + (System.ProtectionDomains.Count * Cell) + Margin;
        return _svg.Finish(Math.Max(TitleWidth, Math.Max(right, matrix)), bottom + 40 + (System.ProtectionDomains.Count * Cell) + Margin, Header);
    }

    private void DrawRegion(MemoryRegion region)
    {
        string place = region.PhysicalAddress is ulong address ? $"physical 0x{address:x}" : "any memory";
        string contents = region.Prefill?.Path ?? (region.BootInfo == BootInfoKind.None ? "zeros" : region.BootInfo.ToString());
        _svg.Box(
            Margin,
            TopOf(Index(region)),
            RegionWidth,
            BoxHeight,
            region.PhysicalAddress is null ? "region" : "device",
            $"memory region {region.Name}",
            region.Name,
            $"{Size(region.SizeBytes)} in pages of {Size(region.PageBytes)}",
            place,
            contents);
    }

    private void DrawDomain(ProtectionDomain domain)
    {
        string time = domain.IsPassive ? "passive" : $"{domain.BudgetMicroseconds} of {domain.PeriodMicroseconds} us";
        Program program = _layout.Programs[domain.Index];
        IEnumerable<string> devices = domain.Interrupts.Select(interrupt => Reach.Describe(interrupt))
            .Concat(domain.Ports.Select(ports => $"ports {ports.Address.Value:x}-{ports.Address.Value + ports.Size - 1:x}"));
        _svg.Box(
            LeftOf(domain),
            TopOf(domain.Index),
            DomainWidth - (LeftOf(domain) - DomainLeft),
            BoxHeight,
            domain.IsPassive ? "passive" : "domain",
            $"protection domain {domain.Name}, line {domain.Position.Line}",
            domain.Name,
            $"priority {domain.Priority}, {time}",
            $"{program.Path}, {Size(MemoryUse.OfDomain(_layout.Tables, domain.Index))}",
            string.Join(", ", devices));
    }

    private void DrawMaps()
    {
        foreach (ProtectionDomain domain in System.ProtectionDomains)
        {
            foreach (RegionMap map in domain.Maps)
            {
                int from = TopOf(Index(map.Region!)) + (BoxHeight / 2);
                int to = TopOf(domain.Index) + (BoxHeight / 2);
                int start = Margin + RegionWidth;
                int middle = (start + DomainLeft) / 2;
                string rights = Reach.Letters(map.Permissions);
                bool canWrite = (map.Permissions & Permissions.Write) != 0;
                _svg.Curve(
                    $"M{start} {from} C{middle} {from} {middle} {to} {LeftOf(domain)} {to}",
                    canWrite ? "write" : "read",
                    $"{domain.Name} has {map.Region!.Name} at 0x{map.Address:x}, {rights}");
                _svg.Text(middle - 8, ((from + to) / 2) - 3, "label", rights);
            }
        }
    }

    /// <summary>Draws channels as arcs right of the domains; gives the right edge.</summary>
    private int DrawChannels()
    {
        int left = DomainLeft + DomainWidth;
        int right = left + 60;
        for (int index = 0; index < System.Channels.Count; index++)
        {
            Channel channel = System.Channels[index];
            int distance = Math.Abs(channel.First.Domain!.Index - channel.Second.Domain!.Index);
            int bend = left + 40 + (distance * 22) + (index % 8 * 10);
            right = Math.Max(right, bend + Margin);
            foreach (ChannelEnd end in channel.Ends.Where(end => end.CanCall || end.CanNotify))
            {
                DrawEnd(channel, end, left, bend, end.CanCall ? "call" : "notify");
            }
        }

        return right;
    }

    private void DrawEnd(Channel channel, ChannelEnd end, int left, int bend, string style)
    {
        ChannelEnd other = channel.Other(end);
        int shift = ReferenceEquals(end, channel.First) ? -8 : 8;
        int from = TopOf(end.Domain!.Index) + (BoxHeight / 2) + shift;
        int to = TopOf(other.Domain!.Index) + (BoxHeight / 2) + shift;
        string what = end.CanCall ? end.CanNotify ? "calls and notifies" : "calls" : "notifies";
        _svg.Curve(
            $"M{left} {from} C{bend} {from} {bend} {to} {left} {to}",
            style,
            $"{end.Domain.Name} {what} {other.Domain.Name} by {end.Id.Value}, seen there as {other.Id.Value}");
        _svg.Text(left + 4, from - 3, "label", $"{end.Id.Value}");
    }

    private void DrawInfluence(int top)
    {
        _svg.Text(Margin, top, "title", "Whom each protection domain can influence, directly or through others");
        IReadOnlyList<ProtectionDomain> domains = System.ProtectionDomains;
        foreach (ProtectionDomain row in domains)
        {
            int y = top + 20 + (row.Index * Cell);
            _svg.Text(Margin, y + Cell - 3, "label", row.Name);
            IReadOnlyCollection<string> reached = _reach.InfluencedBy(row.Name);
            foreach (ProtectionDomain column in domains)
            {
                bool isReached = reached.Contains(column.Name);
                string style = row == column ? "self" : isReached ? "reached" : "cell";
                _svg.Square(
                    Margin + NameWidth + (column.Index * Cell),
                    y,
                    Cell,
                    style,
                    row == column ? row.Name : $"{row.Name} {(isReached ? "can" : "cannot")} influence {column.Name}");
            }
        }
    }

    private int Index(MemoryRegion region) => System.MemoryRegions.TakeWhile(other => other != region).Count();

    private static int TopOf(int index) => Top + (index * BoxStride);

    private int LeftOf(ProtectionDomain domain)
    {
        const int DeepestIndent = 5;
        int depth = 0;
        for (ProtectionDomain? parent = domain.Parent; parent is not null && depth < DeepestIndent; parent = parent.Parent)
        {
            depth++;
        }

        return DomainLeft + (depth * Indent);
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string Size(ulong bytes) => bytes switch
    {
        >= 1 << 30 when bytes % (1 << 30) == 0 => $"{bytes >> 30} GiB",
        >= 1 << 20 when bytes % (1 << 20) == 0 => $"{bytes >> 20} MiB",
        >= 1 << 10 => $"{bytes >> 10} KiB",
        _ => $"{bytes} bytes",
    };
}
