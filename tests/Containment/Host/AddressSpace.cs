// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Kit.Description.Format;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Containment.Host;

/// <summary>The address space of a component as the processor sees it.</summary>
/// <remarks>Source: Intel SDM 3A, 4.5 (4-level paging).</remarks>
internal sealed class AddressSpace
{
    private const ulong Present = 1;
    private const ulong Writable = 2;
    private const ulong User = 4;
    private const ulong Large = 0x80;
    private const ulong AccessedAndDirty = 0x60;
    private const ulong FrameMask = 0x000f_ffff_ffff_f000;
    private const int UpperHalf = 256;
    private const int Levels = 4;

    private AddressSpace(string name, IReadOnlyList<Mapping> mappings)
    {
        Name = name;
        Mappings = mappings;
        ByAddress = mappings.ToDictionary(mapping => mapping.Address);
    }

    /// <summary>Name of the component.</summary>
    public string Name { get; }

    /// <summary>Pages of user level.</summary>
    public IReadOnlyList<Mapping> Mappings { get; }

    /// <summary>The same by virtual address.</summary>
    public IReadOnlyDictionary<ulong, Mapping> ByAddress { get; }

    /// <summary>Finds those of all components: every page that has the same upper half as the root in use is a root.</summary>
    public static IReadOnlyList<AddressSpace> FindAll(GuestMemory memory, ulong rootInUse)
    {
        var upper = Comparable(memory.ReadPage(rootInUse));
        List<AddressSpace> spaces = [];
        for (ulong page = 0; page < (ulong)memory.PageCount; page++)
        {
            var words = memory.ReadPage(page * GuestMemory.PageBytes);
            if (words[511] != 0 && Comparable(words).AsSpan().SequenceEqual(upper))
            {
                List<Mapping> mappings = [];
                Walk(memory, words, Levels, 0, UpperHalf, 0, true, mappings);
                if (mappings.Count != 0 && NameIn(memory, mappings) is { } name)
                {
                    spaces.Add(new AddressSpace(name, mappings));
                }
            }
        }

        return spaces;
    }

    /// <summary>Pages that only the kernel may use.</summary>
    public static IReadOnlyList<Mapping> KernelMappings(GuestMemory memory, ulong root)
    {
        List<Mapping> mappings = [];
        Walk(memory, memory.ReadPage(root), Levels, UpperHalf, 512, 0xffff_0000_0000_0000, true, mappings);
        return mappings;
    }

    /// <summary>Entries that are not present can hold anything.</summary>
    private static ulong[] Comparable(ulong[] root) =>
        [.. root.Skip(UpperHalf).Select(entry => (entry & Present) == 0 ? 0 : entry & ~AccessedAndDirty)];

    private static void Walk(
        GuestMemory memory, ulong[] table, int level, int first, int end, ulong address, bool isWritable, List<Mapping> mappings)
    {
        var shift = 12 + ((level - 1) * 9);
        for (var i = first; i < end; i++)
        {
            var entry = table[i];
            if ((entry & Present) == 0)
            {
                continue;
            }

            var start = address + ((ulong)i << shift);
            var mayWrite = isWritable && (entry & Writable) != 0;
            if (level == 1 || (entry & Large) != 0)
            {
                var bytes = 1ul << Math.Min(shift, 21);
                for (ulong offset = 0; offset < bytes; offset += GuestMemory.PageBytes)
                {
                    mappings.Add(
                        new Mapping(start + offset, (entry & FrameMask & ~((1ul << shift) - 1)) + offset, mayWrite, (entry & User) != 0));
                }
            }
            else if ((entry & FrameMask) < (ulong)memory.PageCount * GuestMemory.PageBytes)
            {
                Walk(memory, memory.ReadPage(entry & FrameMask), level - 1, 0, 512, start, mayWrite, mappings);
            }
        }
    }

    /// <summary>The name in the tables of a C# component; null for anything else.</summary>
    private static string? NameIn(GuestMemory memory, List<Mapping> mappings)
    {
        var first = mappings.FirstOrDefault(mapping => mapping.Address == SpaceLayout.ConfigurationAddress);
        if (first.Address == 0)
        {
            return null;
        }

        var header = memory.Read<ComponentHeader>(first.Frame);
        if (header.Magic != ComponentHeader.ExpectedMagic)
        {
            return null;
        }

        var offset = header.Names.Offset + header.Name;
        var page = mappings.First(mapping => mapping.Address == SpaceLayout.ConfigurationAddress + (offset & ~0xffful));
        var bytes = MemoryMarshal.AsBytes(memory.ReadPage(page.Frame).AsSpan())[(int)(offset & 0xfff)..];
        return Encoding.UTF8.GetString(bytes[..bytes.IndexOf((byte)0)]);
    }
}
