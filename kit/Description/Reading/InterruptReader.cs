// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads interrupts: pins of I/O APICs, and messages of PCI devices.</summary>
internal static class InterruptReader
{
    private static readonly string[] s_pinAttributes = ["ioapic", "trigger", "polarity"];

    /// <summary>An interrupt.</summary>
    public static Interrupt Read(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.Irq);
        CheckForm(element, context.Diagnostics);
        return new Interrupt
        {
            Position = element.Position,
            Id = fields.Identifier("id", 0, DescriptionLimits.LastComponentChannel),
            IdSymbol = SymbolValueReader.Name(element, "setvar_id"),
            Vector = fields.Identifier("vector", 0, DescriptionLimits.LastVector),
            Pin = fields.Has("pin") ? ReadPin(fields) : null,
            Message = fields.Has("pcidev") ? ReadMessage(element, fields, context.Diagnostics) : null,
        };
    }

    private static void CheckForm(SourceElement element, DiagnosticList diagnostics)
    {
        bool hasPin = element.Find("pin") is not null;
        bool hasDevice = element.Find("pcidev") is not null;
        if (hasPin && hasDevice)
        {
            diagnostics.Error(
                element.Position,
                "<irq> has both 'pin' and 'pcidev'",
                "an interrupt is either a pin of an I/O APIC or a message of a PCI device");
            return;
        }

        if (!hasPin && !hasDevice && element.Find("irq") is null)
        {
            diagnostics.Error(
                element.Position,
                "<irq> does not say where the interrupt comes from",
                "add pin=\"...\" for a pin of an I/O APIC, or pcidev=\"...\" and handle=\"...\" for a message of a PCI device");
        }

        foreach (string name in hasDevice ? s_pinAttributes : ["handle"])
        {
            if (element.Find(name) is SourceAttribute attribute && hasPin != hasDevice)
            {
                diagnostics.Error(
                    attribute.NamePosition,
                    hasDevice ? $"'{name}' is about pins, and this is a message" : $"'{name}' is about messages, and this is a pin",
                    "remove it");
            }
        }

        if (hasDevice && element.Find("handle") is null)
        {
            diagnostics.Error(element.Position, "<irq> lacks 'handle'", "add handle=\"...\", the value in the data part of the message");
        }
    }

    private static IoApicPin ReadPin(Fields fields) => new(
        fields.SmallNumber("ioapic", 0, byte.MaxValue, 0),
        fields.Identifier("pin", 0, DescriptionLimits.LastPin),
        fields.Choice("trigger", true, ("level", true), ("edge", false)),
        fields.Choice("polarity", false, ("low", true), ("high", false)));

    private static MessageSource ReadMessage(SourceElement element, Fields fields, DiagnosticList diagnostics)
    {
        SourceAttribute device = element.Find("pcidev")!;
        if (!PciAddress.TryParse(device.Value, out PciAddress address))
        {
            diagnostics.Error(
                device.ValuePosition,
                $"pcidev {Texts.Quote(device.Value)} is not the address of a PCI device",
                PciAddress.Notation);
        }

        return new MessageSource(address, fields.SmallNumber("handle", 0, uint.MaxValue, 0));
    }
}
