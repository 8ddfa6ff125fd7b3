// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;
using Caprock.Kit.Elf;

namespace Caprock.Kit.Description.Layout;

/// <summary>The pages of a program, in runs with the same access.</summary>
internal static class ImagePages
{
    /// <summary>The runs, by address. A page that two segments share has the access of both.</summary>
    public static IReadOnlyList<PageRun> Runs(Program program)
    {
        SortedDictionary<ulong, Permissions> pages = [];
        foreach (ElfSegment segment in program.Segments)
        {
            Permissions permissions = PermissionsOf(segment.Flags);
            ulong first = Arithmetic.RoundDown(segment.VirtualAddress, DescriptionLimits.SmallPageBytes);
            for (ulong page = first; page < segment.VirtualAddress + segment.MemorySize; page += DescriptionLimits.SmallPageBytes)
            {
                pages[page] = pages.GetValueOrDefault(page) | permissions;
            }
        }

        List<PageRun> runs = [];
        foreach ((ulong page, Permissions permissions) in pages)
        {
            if (runs.Count > 0 && runs[^1].End == page && runs[^1].Permissions == permissions)
            {
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            }
            else
            {
                runs.Add(new PageRun(page, 1, permissions));
            }
        }

        return runs;
    }

    /// <summary>A segment without any access would be unreadable for the program itself, so reading is always possible.</summary>
    private static Permissions PermissionsOf(ElfSegmentFlags flags) =>
        Permissions.Read
        | ((flags & ElfSegmentFlags.Write) != 0 ? Permissions.Write : Permissions.None)
        | ((flags & ElfSegmentFlags.Execute) != 0 ? Permissions.Execute : Permissions.None);
}
