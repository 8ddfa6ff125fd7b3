// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Address spaces of devices: one for a device, with small pages that lie apart.</summary>
internal static class IoSpaceRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        foreach ((IoAddressSpace space, IoAddressSpace first) in
            Duplicates.Find(system.IoAddressSpaces, space => space.Device, space => space.DevicePosition, diagnostics))
        {
            diagnostics.Error(
                space.DevicePosition,
                $"the device {space.Device} has the address space at line {first.Position.Line}",
                "put all its maps there");
        }

        foreach ((IoAddressSpace space, IoAddressSpace first) in
            Duplicates.Find(system.IoAddressSpaces, space => space.DomainId.Value, space => space.DomainId.Position, diagnostics))
        {
            diagnostics.Error(
                space.DomainId.Position,
                $"the domain_id {space.DomainId} belongs to '{first.Name}' at line {first.Position.Line}",
                "use another");
        }

        foreach (IoAddressSpace space in system.IoAddressSpaces)
        {
            CheckSpace(space, diagnostics);
        }
    }

    private static void CheckSpace(IoAddressSpace space, DiagnosticList diagnostics)
    {
        IReadOnlyList<RegionMap> sound = MapRules.CheckPlaces(
            space.Maps,
            "iovaddr",
            DescriptionLimits.IoAddressEnd,
            $"addresses of devices end at {Texts.Hex(DescriptionLimits.IoAddressEnd)}",
            diagnostics);
        MapRules.CheckOverlaps(sound, $"'{space.Name}'", diagnostics);
        foreach (RegionMap map in space.Maps.Where(map => map.Region?.PageBytes > DescriptionLimits.SmallPageBytes))
        {
            diagnostics.Error(
                map.RegionName.Position,
                $"'{map.Region!.Name}' has large pages, which the kernel does not give to devices",
                "say page_size=\"0x1000\" for the region");
        }
    }
}
