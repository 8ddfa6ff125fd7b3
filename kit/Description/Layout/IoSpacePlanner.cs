// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>Address spaces of devices.</summary>
internal static class IoSpacePlanner
{
    private const int BusShift = 8;
    private const int DeviceShift = 3;

    /// <summary>Lays them out.</summary>
    public static void Plan(SystemDescription system, LayoutTables tables, RegionPlanner regions)
    {
        foreach (IoAddressSpace space in system.IoAddressSpaces)
        {
            uint target = tables.Add(ObjectKind.IoSpace, 0, 1, LayoutHeader.None, space.Name);
            tables.IoSpaces.Add(new IoSpaceEntry
            {
                Object = target,
                DomainId = space.DomainId.Value,
                Device = ((ulong)space.Device.Bus << BusShift) | ((ulong)space.Device.Device << DeviceShift) | space.Device.Function,
            });
            foreach (RegionMap map in space.Maps)
            {
                tables.IoMaps.Add(new IoMapEntry
                {
                    IoSpace = target,
                    Object = regions.Map(map.Region!, out _),
                    Count = (uint)map.Region!.PageCount,
                    Rights = SpacePlanner.RightsOf(map.Permissions),
                    Address = map.Address,
                });
            }
        }
    }
}
