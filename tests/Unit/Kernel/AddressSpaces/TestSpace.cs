// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

/// <summary>An address space made through invocations.</summary>
internal sealed class TestSpace
{
    private readonly HostKernel kernel;

    /// <summary>Makes a root and has an identifier assigned to it.</summary>
    public TestSpace(HostKernel kernel)
    {
        this.kernel = kernel;
        Slot = kernel.Create(ObjectType.Pml4);
        kernel.Invoke((ulong)RootSlot.InitThreadAsidPool, InvocationLabel.AsidPoolAssign, [], Slot).Ok();
        kernel.CapAt(Slot).TryAsPml4(out Pml4Capability root);
        Asid = root.Asid;
        RootAddress = Physical(Slot);
    }

    /// <summary>Slot of the root's capability.</summary>
    public ulong Slot { get; }

    /// <summary>Its identifier.</summary>
    public ulong Asid { get; }

    /// <summary>Physical address of the root.</summary>
    public ulong RootAddress { get; }

    /// <summary>Where the tables lead now.</summary>
    public HostTranslation? Walk(ulong address) => kernel.Computer.Mmu.Walk(RootAddress, address);

    /// <summary>Makes and maps new tables for an address: those whose entries cover 2^30 bytes, and down to 2^lowestShift.</summary>
    public ulong[] MapTables(ulong address, int lowestShift = 12)
    {
        var tables = new List<ulong>();
        for (var shift = 39; shift > lowestShift; shift -= 9)
        {
            tables.Add(MapTable(TypeAt(shift), address));
        }

        return [.. tables];
    }

    /// <summary>Makes a table and maps it.</summary>
    public ulong MapTable(ObjectType type, ulong address)
    {
        ulong table = kernel.Create(type);
        TryMapTable(table, type, address).Ok();
        return table;
    }

    /// <summary>Maps a table.</summary>
    public InvocationResult TryMapTable(ulong table, ObjectType type, ulong address, ulong attributes = 0) =>
        kernel.Invoke(table, MapLabel(type), [address, attributes], Slot);

    /// <summary>Maps a frame.</summary>
    public InvocationResult Map(ulong frame, ulong address, ulong rights = 3, ulong attributes = 0) =>
        kernel.Invoke(frame, InvocationLabel.PageMap, [address, rights, attributes], Slot);

    /// <summary>The type of table that goes into an entry covering 2^shift bytes.</summary>
    public static ObjectType TypeAt(int shift) => shift switch
    {
        39 => ObjectType.PageDirectoryPointerTable,
        30 => ObjectType.PageDirectory,
        _ => ObjectType.PageTable,
    };

    /// <summary>Label that maps a table; the next one unmaps it.</summary>
    public static InvocationLabel MapLabel(ObjectType type) => type switch
    {
        ObjectType.PageDirectoryPointerTable => InvocationLabel.PageDirectoryPointerTableMap,
        ObjectType.PageDirectory => InvocationLabel.PageDirectoryMap,
        _ => InvocationLabel.PageTableMap,
    };

    /// <summary>Physical address of an object.</summary>
    public unsafe ulong Physical(ulong slot)
    {
        ulong address = kernel.CapAt(slot).ObjectAddress;
        return Machine.ToPhysical((void*)address);
    }
}
