// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.Checks;

/// <summary>No memory is both writable and executable, segments keep to their own pages, and the entry is executable.</summary>
public sealed class SegmentCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0203";

    private const ulong PageSize = 4096;

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => true;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        List<ElfSegment> loaded =
        [
            .. context.Image.Segments.Where(segment => segment.Type == ElfSegmentType.Load && segment.MemorySize != 0),
        ];
        foreach (ElfSegment segment in loaded)
        {
            if (segment.Flags.HasFlag(ElfSegmentFlags.Write) && segment.Flags.HasFlag(ElfSegmentFlags.Execute))
            {
                yield return Finding.Error(Code, $"{Describe(context, segment)} is both writable and executable");
            }

            if (segment.VirtualAddress % PageSize != 0)
            {
                yield return Finding.Error(Code, $"{Describe(context, segment)} does not start on a page boundary");
            }
        }

        foreach (Finding finding in SharedPages(context, loaded))
        {
            yield return finding;
        }

        ulong entry = context.Image.Header.Entry;
        bool entryIsExecutable = loaded.Exists(segment =>
            segment.Flags.HasFlag(ElfSegmentFlags.Execute)
                && (segment.Contains(entry) || entry - segment.PhysicalAddress < segment.MemorySize));
        if (!entryIsExecutable)
        {
            yield return Finding.Error(Code, $"the entry 0x{entry:x} lies in no executable segment");
        }
    }

    private static IEnumerable<Finding> SharedPages(CheckContext context, List<ElfSegment> loaded)
    {
        List<ElfSegment> ordered = [.. loaded.OrderBy(segment => segment.VirtualAddress)];
        for (int index = 1; index < ordered.Count; index++)
        {
            ElfSegment lower = ordered[index - 1];
            ElfSegment upper = ordered[index];
            ulong lastPage = (lower.VirtualAddress + lower.MemorySize - 1) / PageSize;
            if (lower.Flags != upper.Flags && lastPage >= upper.VirtualAddress / PageSize)
            {
                yield return Finding.Error(
                    Code, $"{Describe(context, lower)} and {Describe(context, upper)} share a page but not their access rights");
            }
        }
    }

    private static string Describe(CheckContext context, ElfSegment segment)
    {
        IEnumerable<string> sections = context.Image.Sections
            .Where(section => section.IsAllocated && section.Size != 0 && segment.Contains(section.Address))
            .Select(section => section.Name);
        return $"the segment at 0x{segment.VirtualAddress:x} ({string.Join(' ', sections)})";
    }
}
