// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kit.Initialiser;

/// <summary>Address spaces of devices, on kernels that do not have them.</summary>
internal static unsafe class IoSpaces
{
    /// <summary>Refuses a system that asks for one.</summary>
    public static void Create(Layout layout)
    {
        if (layout.Header->IoSpaces.Count != 0)
        {
            Refusal.Stop("this kernel has no IOMMU for a device's address space"u8);
        }
    }

    /// <summary>There is nothing to map.</summary>
    public static void Map(Layout layout, BootInfo* bootInfo)
    {
    }
}
