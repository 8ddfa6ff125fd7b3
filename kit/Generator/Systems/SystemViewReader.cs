// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Checking;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Reading;
using Caprock.Kit.Generator.Values;
using Microsoft.CodeAnalysis.Text;

namespace Caprock.Kit.Generator.Systems;

/// <summary>Reads and checks a description with the readers and rules of the builder.</summary>
internal static class SystemViewReader
{
    /// <summary>What a file describes.</summary>
    public static SystemView Read(string path, SourceText text)
    {
        DiagnosticList messages = new();
        SystemDescription? system = DescriptionReader.Read(text.ToString(), new NoFiles(), messages);
        if (system is not null)
        {
            messages.NextStage();
            Checker.Check(system, messages);
        }

        // Warnings are the builder's: they come once for a system, and these here would come with each of its components.
        IEnumerable<Finding> errors = messages.InOrder()
            .Where(message => message.Severity == Severity.Error)
            .Select(message => new Finding(Rules.Description, At(path, text, message.Position), message.Problem, message.Advice));
        IEnumerable<DomainView> domains = system is null ? [] : system.ProtectionDomains.Select(domain => View(domain, system));
        return new SystemView(path, system is not null, domains.ToEquatableList(), errors.ToEquatableList());
    }

    private static Place At(string path, SourceText text, SourcePosition position)
    {
        TextLine line = text.Lines[Math.Min(position.Line, text.Lines.Count) - 1];
        int start = Math.Min(line.Start + Math.Max(0, position.Column - 1), line.End);
        LinePosition place = text.Lines.GetLinePosition(start);
        return new Place(path, new TextSpan(start, 0), new LinePositionSpan(place, place));
    }

    private static DomainView View(ProtectionDomain domain, SystemDescription system) => new(
        domain.Name,
        system.Channels.SelectMany(channel => channel.Ends.Where(end => end.Domain == domain).Select(end => View(end, channel.Other(end))))
            .OrderBy(channel => channel.Id).ToEquatableList(),
        domain.Maps.OrderBy(map => map.Address).Select(View).ToEquatableList(),
        Numbered(domain.Interrupts.Select(irq => new NumberedView(irq.Id.Value, irq.IdSymbol?.Name, $"Interrupt {irq.Id}."))),
        Numbered(domain.Ports.Select(View)),
        Numbered(domain.Children.Select(child => new NumberedView(child.ChildId!.Value.Value, child.Name, $"Child '{child.Name}'."))));

    private static EquatableList<NumberedView> Numbered(IEnumerable<NumberedView> items) =>
        items.OrderBy(item => item.Id).ToEquatableList();

    private static NumberedView View(IoPortRange ports)
    {
        uint last = ports.Address.Value + ports.Size - 1;
        return new NumberedView(ports.Id.Value, ports.IdSymbol?.Name, $"Ports {Texts.Hex(ports.Address.Value)} to {Texts.Hex(last)}.");
    }

    private static RegionView View(RegionMap map) => new(
        map.RegionName.Name,
        map.AddressSymbol?.Name,
        map.Address,
        map.Region?.SizeBytes ?? 0,
        (map.Permissions & Permissions.Write) != 0);

    private static ChannelView View(ChannelEnd end, ChannelEnd peer)
    {
        string self = end.DomainName.Name;
        string other = peer.DomainName.Name;
        string? noNotify = end.CanNotify
            ? null
            : $"line {end.Position.Line} of the description says notify=\"false\" at the end of '{self}'";
        string rule = peer.Domain is ProtectionDomain callee && end.Domain is ProtectionDomain caller && callee.Priority <= caller.Priority
            ? $", and give '{other}' (priority {callee.Priority}) a higher priority than '{self}' (priority {caller.Priority})"
            : "";
        string? noCall = end.CanCall
            ? null
            : $"'{self}' has no protected procedure at '{other}'; "
                + $"add pp=\"true\" to its end at line {end.Position.Line} of the description{rule}";
        return new ChannelView(end.Id.Value, end.IdSymbol?.Name, other, noNotify, noCall, peer.CanCall);
    }
}
