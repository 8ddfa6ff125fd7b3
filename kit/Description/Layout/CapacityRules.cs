// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>The system fits what the kernel gives the initialiser.</summary>
internal static class CapacityRules
{
    private const ulong LargestData = 1ul << 30;

    /// <summary>Slots for what a protection domain has besides frames: objects, and tables of its address space.</summary>
    private const ulong SlotsPerDomain = 48;

    /// <summary>Slots that the initialiser starts with: its own objects, untyped memory, its image.</summary>
    private const ulong SlotsAtStart = 1024;

    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, IReadOnlyList<Program?> programs, LayoutOptions options, DiagnosticList diagnostics)
    {
        CheckData(system, programs, diagnostics);
        ILookup<MemoryRegion?, RegionMap> maps = system.ProtectionDomains.SelectMany(domain => domain.Maps)
            .Concat(system.IoAddressSpaces.SelectMany(space => space.Maps)).ToLookup(map => map.Region);
        List<(string What, SourcePosition Position, ulong Slots)> parts =
        [
            .. system.UsedRegions().Select(region => (
                $"the memory region '{region.Name}'", region.Position, region.PageCount * (ulong)Math.Max(1, maps[region].Count()))),
            .. system.ProtectionDomains.Select(domain => ($"'{domain.Name}'", domain.Position, SlotsOf(domain, programs[domain.Index]))),
        ];
        ulong dataPages = DataBytes(system, programs) / DescriptionLimits.SmallPageBytes;
        ulong available = (1ul << options.RootCNodeBits) - SlotsAtStart;
        ulong needed = parts.Aggregate(dataPages + TracePages(programs), (sum, part) => sum + part.Slots);
        if (needed > available && parts.Count > 0)
        {
            (string what, SourcePosition position, ulong slots) = parts.OrderBy(part => part.Position).MaxBy(part => part.Slots);
            diagnostics.Error(
                position,
                $"the system needs {needed} capabilities while it is built, {slots} of them for {what}, "
                + $"and the kernel has room for {available}",
                "make it smaller, or use pages of 0x200000 bytes");
        }
    }

    private static ulong SlotsOf(ProtectionDomain domain, Program? program)
    {
        ulong memory = domain.StackBytes + domain.ArenaBytes
            + (program?.Segments.Aggregate(0ul, (sum, segment) => sum + segment.MemorySize) ?? 0);
        return SlotsPerDomain + (memory / DescriptionLimits.SmallPageBytes);
    }

    private static void CheckData(SystemDescription system, IReadOnlyList<Program?> programs, DiagnosticList diagnostics)
    {
        ulong bytes = DataBytes(system, programs);
        if (bytes > LargestData)
        {
            diagnostics.Error(
                SourcePosition.Start,
                $"programs and files of the system have {bytes} bytes",
                $"at most {LargestData} fit an image");
        }
    }

    private static ulong DataBytes(SystemDescription system, IReadOnlyList<Program?> programs) =>
        system.MemoryRegions.Aggregate(0ul, (sum, region) => sum + (ulong)(region.Prefill?.Bytes.Length ?? 0))
        + programs.OfType<Program>().Select(program => program.Image).Distinct()
            .Aggregate(0ul, (sum, image) => sum + (ulong)image.FileSize)
        + (TracePages(programs) * DescriptionLimits.SmallPageBytes);

    /// <summary>Pages of what the monitor knows about programs.</summary>
    private static ulong TracePages(IReadOnlyList<Program?> programs) =>
        programs.OfType<Program>().Select(program => program.Trace).Distinct().Aggregate(
            0ul,
            (sum, trace) => sum + (Arithmetic.RoundUp((ulong)trace.Length, DescriptionLimits.SmallPageBytes) / DescriptionLimits.SmallPageBytes));
}
