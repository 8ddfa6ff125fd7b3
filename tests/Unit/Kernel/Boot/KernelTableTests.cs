// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Boot;

/// <summary>The kernel's own page tables: what is mapped where, with which rights.</summary>
public sealed unsafe class KernelTableTests : IDisposable
{
    private const ulong Page = 4096;
    private const ulong ImageStart = 0x10_0000;
    private const ulong TextStart = 0x10_2000;
    private const ulong ReadOnlyStart = 0x11_0000;
    private const ulong DataStart = 0x11_8000;
    private const ulong Guard = 0x13_0000;
    private const ulong ImageEnd = 0x21_0000;
    private const ulong MemoryEnd = 5ul << 30;
    private const ulong NoExecute = 1ul << 63;

    private readonly HostComputer computer = new(8 << 20, hasPcid: false);
    private BootLayout layout;
    private MemoryMap memory;

    public KernelTableTests()
    {
        ulong next = DataStart;
        layout.ImageStart = ImageStart;
        layout.ImageEnd = ImageEnd;
        layout.TextStart = Linked(TextStart);
        layout.TextEnd = Linked(ReadOnlyStart);
        layout.ReadOnlyStart = Linked(ReadOnlyStart);
        layout.ReadOnlyEnd = Linked(DataStart);
        layout.DataStart = Linked(DataStart);
        layout.DataEnd = Linked(ImageEnd);
        layout.KernelStackGuard = Linked(Guard);
        layout.Pml4 = Take(1, ref next);
        layout.PointerTable = Take(1, ref next);
        layout.Directories = Take(4, ref next);
        layout.ImageDirectory = Take(1, ref next);
        layout.ImageTables = Take(2, ref next);
        layout.WindowTables = Take(2, ref next);
        layout.DeviceDirectory = Take(1, ref next);
        layout.DeviceTable = Take(1, ref next);
        InWindow(layout.Pml4)[0] = Physical(layout.PointerTable) | 3;
        InWindow(layout.Pml4)[X64AddressMap.TopLevelIndex] = Physical(layout.PointerTable) | 3;
    }

    public void Dispose() => computer.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Code_and_constants_can_be_written_at_no_address(bool hasHugePages)
    {
        Build(hasHugePages);
        for (ulong page = TextStart; page < DataStart; page += Page)
        {
            Assert.Equal((page, false), At(Linked(page)));
            Assert.Equal((page, false), At(Window(page)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Data_and_all_other_memory_can_be_written(bool hasHugePages)
    {
        Build(hasHugePages);
        for (ulong page = DataStart; page < ImageEnd; page += Page)
        {
            Assert.Equal(page == Guard ? null : (page, true), At(Linked(page)));
            Assert.Equal((page, true), At(Window(page)));
        }

        foreach (ulong address in (ulong[])[0, ImageStart, TextStart - 1, ImageEnd, 0x3f_ffff, 0x40_0000, 1 << 30, MemoryEnd - 1])
        {
            Assert.Equal((address, true), At(Window(address)));
        }
    }

    [Fact]
    public void Only_code_can_be_executed_and_only_where_it_is_linked()
    {
        Build(true);
        for (ulong page = 0; page < 4 << 20; page += Page)
        {
            bool isCode = page >= TextStart && page < ReadOnlyStart;
            ulong entry = InWindow(layout.ImageTables)[page / Page];
            Assert.Equal(isCode, entry != 0 && (entry & NoExecute) == 0);
            Assert.NotEqual(0ul, InWindow(layout.WindowTables)[page / Page] & NoExecute);
        }
    }

    [Fact]
    public void The_start_up_codes_identity_map_goes_away()
    {
        Build(true);
        Assert.Null(At(ImageStart));
        Assert.Null(At(0));
    }

    [Fact]
    public void An_image_that_its_tables_cannot_map_is_refused()
    {
        layout.ImageEnd = (4 << 20) + 1;
        Assert.Equal(BootProblem.KernelTooLarge, TryBuild(true));
    }

    [Fact]
    public void Without_memory_for_the_tables_of_a_large_machine_boot_stops()
    {
        memory = default;
        Assert.Equal(BootProblem.TooLittleMemory, TryBuild(false));
        Assert.Equal(BootProblem.None, TryBuild(true));
    }

    private static ulong Linked(ulong physicalAddress) => X64AddressMap.ImageWindow + physicalAddress;

    private static ulong Window(ulong physicalAddress) => X64AddressMap.PhysicalWindow + physicalAddress;

    private static ulong Physical(ulong* linked) => (ulong)linked - X64AddressMap.ImageWindow;

    private static ulong* InWindow(ulong* linked) => (ulong*)HostMachine.ToPointer(Physical(linked));

    private static ulong* Take(ulong pages, ref ulong next)
    {
        var tables = (ulong*)Linked(next);
        next += pages * Page;
        return tables;
    }

    private void Build(bool hasHugePages)
    {
        fixed (MemoryMap* map = &memory)
        {
            MemoryMap.Add(map, 0x40_0000, 0x80_0000);
        }

        Assert.Equal(BootProblem.None, TryBuild(hasHugePages));
    }

    private BootProblem TryBuild(bool hasHugePages)
    {
        fixed (BootLayout* place = &layout)
        fixed (MemoryMap* map = &memory)
        {
            return X64KernelTables.Build(place, map, MemoryEnd, hasHugePages);
        }
    }

    /// <summary>Where an address leads and whether it can be written.</summary>
    private (ulong Address, bool IsWritable)? At(ulong address)
    {
        HostTranslation? found = computer.Mmu.Walk(Physical(layout.Pml4), address);
        return found == null ? null : (found.Value.PhysicalAddress, found.Value.IsWritable);
    }
}
