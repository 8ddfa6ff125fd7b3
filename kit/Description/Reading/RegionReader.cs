// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads memory regions.</summary>
internal static class RegionReader
{
    private static readonly (string Word, BootInfoKind Kind)[] s_bootInfo =
    [
        ("x86_vbe", BootInfoKind.Vbe),
        ("x86_mbmap", BootInfoKind.MemoryMap),
        ("x86_acpi_rsdp", BootInfoKind.AcpiRoot),
        ("x86_framebuffer", BootInfoKind.FrameBuffer),
        ("x86_tsc_freq", BootInfoKind.TscFrequency),
    ];

    /// <summary>A memory region.</summary>
    public static MemoryRegion Read(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.MemoryRegion);
        BootInfoKind bootInfo = fields.Choice("prefill_bootinfo", BootInfoKind.None, s_bootInfo);
        PrefillData? prefill = ReadPrefill(fields, context);
        if (fields.Has("prefill_path") && fields.Has("prefill_bootinfo"))
        {
            context.Diagnostics.Error(
                element.Position, "<memory_region> has both 'prefill_path' and 'prefill_bootinfo'", "a region begins with one of them");
        }

        ulong pageBytes = ReadPageSize(element, fields, context.Diagnostics);
        ulong size = ReadSize(element, fields, prefill, pageBytes, context.Diagnostics);
        return new MemoryRegion
        {
            Position = element.Position,
            Name = fields.Name("name"),
            SizeBytes = size,
            PageBytes = pageBytes,
            IsPageSizeGiven = fields.Has("page_size"),
            PhysicalAddress = ReadPhysicalAddress(element, fields, size, pageBytes, context.Diagnostics),
            Prefill = prefill,
            BootInfo = bootInfo,
        };
    }

    private static ulong ReadPageSize(SourceElement element, Fields fields, DiagnosticList diagnostics)
    {
        ulong size = fields.Number("page_size", 0, ulong.MaxValue, DescriptionLimits.SmallPageBytes);
        if (size is DescriptionLimits.SmallPageBytes or DescriptionLimits.LargePageBytes)
        {
            return size;
        }

        diagnostics.Error(element.At("page_size"), $"there are no pages of {Texts.Hex(size)} bytes", "a page has 0x1000 or 0x200000 bytes");
        return DescriptionLimits.SmallPageBytes;
    }

    private static ulong ReadSize(SourceElement element, Fields fields, PrefillData? prefill, ulong pageBytes, DiagnosticList diagnostics)
    {
        ulong needed = Math.Max(1, (ulong)(prefill?.Bytes.Length ?? 0));
        ulong fallback = Arithmetic.RoundUp(needed, pageBytes);
        if (!fields.Has("size"))
        {
            if (!fields.Has("prefill_path") && !fields.Has("prefill_bootinfo"))
            {
                diagnostics.Error(element.Position, "<memory_region> lacks 'size'", "add size=\"...\", its bytes, or data to begin with");
            }

            return fallback;
        }

        ulong size = fields.Number("size", 1, DescriptionLimits.PhysicalAddressEnd, fallback);
        if (size % pageBytes != 0)
        {
            diagnostics.Error(
                element.At("size"),
                $"size {Texts.Hex(size)} is not a multiple of the page size {Texts.Hex(pageBytes)}",
                $"{Texts.Hex(Arithmetic.RoundUp(size, pageBytes))} is the next one");
            return Arithmetic.RoundUp(size, pageBytes);
        }

        if (prefill is not null && size < needed)
        {
            diagnostics.Error(
                element.At("size"),
                $"size {Texts.Hex(size)} is too small for the {needed} bytes of {Texts.Quote(prefill.Path)}",
                $"leave it out, or make it {Texts.Hex(fallback)}");
        }

        return size;
    }

    private static ulong? ReadPhysicalAddress(
        SourceElement element, Fields fields, ulong size, ulong pageBytes, DiagnosticList diagnostics)
    {
        if (fields.OptionalNumber("phys_addr", 0, DescriptionLimits.PhysicalAddressEnd - 1) is not ulong address)
        {
            return null;
        }

        if (address % pageBytes != 0)
        {
            diagnostics.Error(
                element.At("phys_addr"),
                $"phys_addr {Texts.Hex(address)} is not a multiple of the page size {Texts.Hex(pageBytes)}",
                $"{Texts.Hex(Arithmetic.RoundDown(address, pageBytes))} and {Texts.Hex(Arithmetic.RoundUp(address, pageBytes))} are");
            return Arithmetic.RoundDown(address, pageBytes);
        }

        if (address + size > DescriptionLimits.PhysicalAddressEnd)
        {
            diagnostics.Error(
                element.At("phys_addr"),
                $"the region reaches from {Texts.Range(address, size)}",
                $"physical addresses end at {Texts.Hex(DescriptionLimits.PhysicalAddressEnd)}");
            return null;
        }

        return address;
    }

    private static PrefillData? ReadPrefill(Fields fields, ReadContext context)
    {
        if (fields.Reference("prefill_path") is not NamedReference path)
        {
            return null;
        }

        byte[]? bytes = context.Files.TryRead(path.Name);
        if (bytes is null)
        {
            context.Diagnostics.Error(
                path.Position, $"the file {Texts.Quote(path.Name)} cannot be read", $"it is looked for in {context.Files.Places}");
        }
        else if (bytes.Length == 0)
        {
            context.Diagnostics.Error(path.Position, $"the file {Texts.Quote(path.Name)} is empty", "leave 'prefill_path' out for zeros");
        }

        return new PrefillData(path.Name, bytes);
    }
}
