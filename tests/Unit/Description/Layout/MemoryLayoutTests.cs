// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Tests.Unit.Description.Programs;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>Programs, regions and variables in memory.</summary>
public sealed class MemoryLayoutTests
{
    private static LayoutView View(string contents) => new(Corpus.Layout(contents).ToBytes());

    [Fact]
    public void A_program_is_loaded_with_its_contents_and_zeros_behind_them()
    {
        LayoutView layout = View(Corpus.Domain("a", program: "component.elf"));

        Assert.Equal(Enumerable.Repeat((byte)0xc3, 64).Concat(new byte[8]), layout.Memory("a", TestProgram.CodeAddress, 72));
        Assert.Equal(Enumerable.Repeat((byte)0xda, 32).Concat(new byte[8]), layout.Memory("a", TestProgram.DataAddress, 40));
    }

    [Fact]
    public void Code_cannot_be_written_and_data_cannot_be_executed()
    {
        LayoutView layout = View(Corpus.Domain("a"));
        MapEntry code = layout.Maps.Single(map => map.Domain == 0 && map.Address == TestProgram.CodeAddress);
        MapEntry data = layout.Maps.Single(map => map.Domain == 0 && map.Address == TestProgram.DataAddress);

        Assert.Equal((Rights.Read, 0u, 1u), (code.Rights, code.Attributes, code.Count));
        Assert.Equal((Rights.Read | Rights.Write, MapEntry.NoExecute, 3u), (data.Rights, data.Attributes, data.Count));
    }

    [Fact]
    public void Programs_that_several_use_are_stored_once()
    {
        uint one = View(Corpus.Domain("a")).Header.Data.Count;
        uint three = View(Corpus.Domain("a") + Corpus.Domain("b") + Corpus.Domain("c")).Header.Data.Count;

        Assert.InRange(three, one, one + 512);
    }

    [Fact]
    public void Frames_of_programs_belong_to_one_protection_domain()
    {
        LayoutView layout = View(Corpus.Domain("a") + Corpus.Domain("b"));
        IEnumerable<uint> frames = layout.Maps.Where(map => map.Domain != layout.Domain("monitor")).SelectMany(
            map => Enumerable.Range(0, (int)map.Count).Select(index => map.Object + (uint)index));

        Assert.Equal(frames.Count(), frames.Distinct().Count());
    }

    [Fact]
    public void A_region_that_two_map_has_one_set_of_frames_and_copies_for_the_second()
    {
        LayoutView layout = View(
            "<memory_region name=\"r\" size=\"0x3000\" />"
            + Corpus.Domain("a", "", "<map mr=\"r\" vaddr=\"0x1000000\" />")
            + Corpus.Domain("b", "", "<map mr=\"r\" vaddr=\"0x2000000\" perms=\"r\" cached=\"false\" />"));
        MapEntry a = layout.Maps.Single(map => map.Address == 0x100_0000);
        MapEntry b = layout.Maps.Single(map => map.Address == 0x200_0000);

        Assert.Equal((a.Object, a.Count), (b.Object, b.Count));
        Assert.Equal((0u, 1u), (a.IsCopy, b.IsCopy));
        Assert.Equal((Rights.Read | Rights.Write, Rights.Read), (a.Rights, b.Rights));
        Assert.Equal((MapEntry.NoExecute, MapEntry.NoExecute | MapEntry.Uncached), (a.Attributes, b.Attributes));
    }

    [Theory]
    [InlineData("size=\"0x200000\"", "0x2000000", 21)]
    [InlineData("size=\"0x200000\" page_size=\"0x1000\"", "0x2000000", 12)]
    [InlineData("size=\"0x200000\"", "0x2001000", 12)]
    [InlineData("size=\"0x201000\"", "0x2000000", 12)]
    [InlineData("size=\"0x200000\" phys_addr=\"0x10000000\"", "0x2000000", 21)]
    [InlineData("size=\"0x200000\" phys_addr=\"0x10001000\"", "0x2000000", 12)]
    public void A_region_has_large_pages_where_everything_allows_them(string attributes, string address, uint sizeBits)
    {
        LayoutView layout = View(
            $"<memory_region name=\"r\" {attributes} />" + Corpus.Domain("a", "", $"<map mr=\"r\" vaddr=\"{address}\" />"));

        Assert.Equal(sizeBits, layout.Objects.Single(range => layout.Name(range.Name) == "r").SizeBits);
    }

    [Fact]
    public void Regions_with_a_physical_address_are_made_first()
    {
        LayoutView layout = View(
            "<memory_region name=\"high\" size=\"0x1000\" phys_addr=\"0xfee00000\" /><memory_region name=\"any\" size=\"0x200000\" />"
            + "<memory_region name=\"low\" size=\"0x1000\" phys_addr=\"0xb8000\" />"
            + Corpus.Domain(
                "a",
                "",
                "<map mr=\"high\" vaddr=\"0x1000000\" /><map mr=\"low\" vaddr=\"0x1001000\" /><map mr=\"any\" vaddr=\"0x2000000\" />"));

        Assert.Equal(["low", "high", "any"], layout.Objects.Take(3).Select(range => layout.Name(range.Name)));
        Assert.Equal([0xb_8000, 0xfee0_0000, LayoutHeader.NoAddress], layout.Objects.Take(3).Select(range => range.PhysicalAddress));
    }

    [Fact]
    public void A_region_begins_with_its_file_and_is_as_large_as_that_needs()
    {
        LayoutView layout = View(
            "<memory_region name=\"r\" prefill_path=\"page.bin\" />"
            + Corpus.Domain("a", "", "<map mr=\"r\" vaddr=\"0x1000000\" setvar_size=\"buffer_size\" setvar_prefill_size=\"data_size\" />"));

        Assert.Equal([255, 0, 0], layout.Memory("a", 0x100_0fff, 3));
        Assert.Equal(0x2000ul, layout.Word("a", TestFiles.Microkit.AddressOf("buffer_size")));
        Assert.Equal(4097ul, layout.Word("a", TestFiles.Microkit.AddressOf("data_size")));
    }

    [Theory]
    [InlineData("x86_vbe", 1)]
    [InlineData("x86_mbmap", 2)]
    [InlineData("x86_acpi_rsdp", 3)]
    [InlineData("x86_framebuffer", 4)]
    [InlineData("x86_tsc_freq", 5)]
    public void A_region_of_boot_information_is_filled_when_the_system_boots(string kind, uint source)
    {
        LayoutView layout = View(
            $"<memory_region name=\"r\" prefill_bootinfo=\"{kind}\" />" + Corpus.Domain("a", "", "<map mr=\"r\" vaddr=\"0x1000000\" />"));
        FillEntry fill = layout.Fills.Single(fill => fill.Source != FillEntry.FromData && fill.Domain == LayoutHeader.None);

        Assert.Equal((source, 0x1000ul), (fill.Source, fill.Length));
    }

    [Fact]
    public void Variables_are_set_to_what_the_description_says()
    {
        LayoutView layout = View(
            "<memory_region name=\"r\" size=\"0x4000\" phys_addr=\"0x10000000\" />"
            + Corpus.Domain(
                "a",
                "",
                "<map mr=\"r\" vaddr=\"0x1000000\" setvar_vaddr=\"buffer\" setvar_size=\"buffer_size\" />"
                + "<setvar symbol=\"device_paddr\" region_paddr=\"r\" />"
                + "<irq id=\"9\" pin=\"1\" vector=\"1\" setvar_id=\"irq_id\" />")
            + Corpus.Domain("b")
            + Corpus.Channel("pd=\"a\" id=\"17\" setvar_id=\"channel_id\"", "pd=\"b\" id=\"0\""));

        Assert.Equal(0x100_0000ul, Variable("buffer"));
        Assert.Equal(0x4000ul, Variable("buffer_size"));
        Assert.Equal(0x1000_0000ul, Variable("device_paddr"));
        Assert.Equal(9ul, Variable("irq_id"));
        Assert.Equal(17ul, Variable("channel_id"));
        ulong Variable(string name) => layout.Word("a", TestFiles.Microkit.AddressOf(name));
    }

    [Fact]
    public void A_variable_across_two_pages_is_set_in_both()
    {
        LayoutView layout = View(
            "<memory_region name=\"r\" size=\"0x1000\" />"
            + Corpus.Domain("a", "", "<map mr=\"r\" vaddr=\"0x123456789000\" setvar_vaddr=\"buffer\" />", "straddling.elf"));

        Assert.Equal(0x1234_5678_9000ul, layout.Word("a", 0x20_1ffc));
        Assert.Equal(2, layout.Patches.Count(patch => patch.Length == 4));
    }

    [Fact]
    public void Symbols_may_come_from_another_file_than_the_program()
    {
        LayoutView layout = View(
            "<memory_region name=\"r\" size=\"0x1000\" />"
            + "<protection_domain name=\"a\"><program_image path=\"stripped.elf\" path_for_symbols=\"microkit.elf\" />"
            + "<map mr=\"r\" vaddr=\"0x5000000\" setvar_vaddr=\"buffer\" /></protection_domain>");

        Assert.Equal(0x500_0000ul, layout.Word("a", TestFiles.Microkit.AddressOf("buffer")));
        Assert.Equal(0u, layout.Domains[0].Flags & DomainEntry.Component);
    }

    [Fact]
    public void A_device_behind_the_IOMMU_has_the_regions_that_are_mapped_for_it()
    {
        LayoutView layout = View(
            "<memory_region name=\"r\" size=\"0x2000\" />"
            + "<io_address_space name=\"nic\" peripheral_id=\"1:2.3\" domain_id=\"7\">"
            + "<iomap mr=\"r\" iovaddr=\"0x8000\" perms=\"r\" /></io_address_space>"
            + Corpus.Domain("a", "", "<map mr=\"r\" vaddr=\"0x5000000\" />"));
        IoSpaceEntry space = layout.IoSpaces.Single();
        IoMapEntry map = layout.IoMaps.Single();

        Assert.Equal((7u, (1ul << 8) | (2 << 3) | 3), (space.DomainId, space.Device));
        Assert.Equal((space.Object, 2u, Rights.Read, 0x8000ul), (map.IoSpace, map.Count, map.Rights, map.Address));
        Assert.Equal(layout.Maps.Single(own => own.Address == 0x500_0000).Object, map.Object);
    }

    [Fact]
    public void A_region_that_nobody_maps_takes_no_memory()
    {
        Kit.Description.CompilationResult result = Corpus.Compile(
            $"<system><memory_region name=\"r\" size=\"0x1000\" />{Corpus.Domain("a")}</system>");
        LayoutView layout = new(result.Layout!.ToBytes());

        Assert.Equal(
            ["1:9: warning: nobody maps the memory region 'r'; add a <map>, or remove it"],
            result.Diagnostics.Select(item => item.ToString()));
        Assert.DoesNotContain(layout.Objects, range => layout.Name(range.Name) == "r");
    }
}
