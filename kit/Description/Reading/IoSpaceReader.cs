// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads address spaces of devices.</summary>
internal static class IoSpaceReader
{
    /// <summary>An address space of a device.</summary>
    public static IoAddressSpace Read(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.IoAddressSpace);
        PciAddress device = default;
        if (fields.Reference("peripheral_id") is NamedReference place && !PciAddress.TryParse(place.Name, out device))
        {
            context.Diagnostics.Error(
                place.Position, $"peripheral_id {Texts.Quote(place.Name)} is not the address of a PCI device", PciAddress.Notation);
        }

        return new IoAddressSpace(
            element.Position,
            fields.Name("name"),
            device,
            element.At("peripheral_id"),
            fields.Identifier("domain_id", 1, DescriptionLimits.LastIoDomain),
            [.. element.Named("iomap").Select(map => MapReader.ReadIoMap(map, context))]);
    }
}
