// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;
using Caprock.Kit.Elf;

namespace Caprock.Kit.Description.Layout;

/// <summary>Lays out one address space: program, stack, IPC buffer, configuration, arena, memory regions, and the tables for all of
/// them.</summary>
internal sealed class SpacePlanner
{
    private const uint PageBits = 12;

    /// <summary>The three levels of tables below the root, upper first. Source: Intel SDM 3A, 4.5.</summary>
    private static readonly (ObjectKind Kind, int Shift)[] s_levels =
    [
        (ObjectKind.PageDirectoryPointerTable, 39), (ObjectKind.PageDirectory, 30), (ObjectKind.PageTable, 21),
    ];

    private readonly DomainObjects _objects;
    private readonly LayoutTables _tables;
    private readonly RegionPlanner _regions;
    private readonly List<(PageRun Run, uint First)> _own = [];
    private readonly List<MapEntry> _maps = [];

    /// <summary>Prepares to lay out the address space of a protection domain.</summary>
    public SpacePlanner(DomainObjects objects, LayoutTables tables, RegionPlanner regions)
    {
        _objects = objects;
        _tables = tables;
        _regions = regions;
    }

    /// <summary>Frame of the IPC buffer.</summary>
    public uint IpcBufferFrame { get; private set; }

    /// <summary>Address of the IPC buffer.</summary>
    public ulong IpcBufferAddress { get; private set; } = SpaceLayout.IpcBufferAddress;

    /// <summary>Memory that only this protection domain has, with its first frame.</summary>
    public IReadOnlyList<(PageRun Run, uint First)> OwnRuns => _own;

    /// <summary>Rights of a map.</summary>
    public static uint RightsOf(Permissions permissions) =>
        ((permissions & (Permissions.Read | Permissions.Execute)) != 0 ? Rights.Read : 0)
        | ((permissions & Permissions.Write) != 0 ? Rights.Write : 0);

    /// <summary>Lays everything out.</summary>
    public void Plan(byte[]? configuration)
    {
        ProtectionDomain domain = _objects.Domain;
        PlanImage();
        Own(SpaceLayout.StackTop - domain.StackBytes, domain.StackBytes, Permissions.Read | Permissions.Write);
        PlanIpcBuffer();
        if (configuration is not null)
        {
            _ = OwnFilled(SpaceLayout.ConfigurationAddress, configuration);
            Patch(IpcBufferAddress + SpaceLayout.StartBlockOffset, 8, IpcBufferAddress);
            Patch(IpcBufferAddress + SpaceLayout.StartBlockOffset + 8, 8, SpaceLayout.ConfigurationAddress);
        }

        if (domain.ArenaBytes > 0)
        {
            Own(SpaceLayout.ArenaAddress, domain.ArenaBytes, Permissions.Read | Permissions.Write);
        }

        foreach (RegionMap map in domain.Maps.OrderBy(map => map.Address))
        {
            PlanRegion(map);
        }

        PlanTables();
        _tables.Maps.AddRange(_maps);
    }

    /// <summary>Sets bytes in the program's own memory.</summary>
    public void Patch(ulong address, uint length, ulong value)
    {
        for (uint done = 0; done < length;)
        {
            (PageRun run, uint first) = _own.Find(own => address + done >= own.Run.Address && address + done < own.Run.End);
            ulong offset = address + done - run.Address;
            uint inPage = (uint)(offset % DescriptionLimits.SmallPageBytes);
            uint part = Math.Min(length - done, (uint)DescriptionLimits.SmallPageBytes - inPage);
            _tables.Patches.Add(new PatchEntry
            {
                Object = first + (uint)(offset / DescriptionLimits.SmallPageBytes),
                Offset = inPage,
                Length = part,
                Domain = _objects.Index,
                Value = (value >> (int)(8 * done)) & (part == 8 ? ulong.MaxValue : (1ul << (int)(8 * part)) - 1),
            });
            done += part;
        }
    }

    /// <summary>Adds a map of somebody else's frames, all of which are mapped there.</summary>
    public void Share(uint first, uint count, ulong address, Permissions permissions)
    {
        _tables.AddCopies(count);
        AddMap(first, count, PageBits, address, permissions, isCached: true, isCopy: true);
    }

    /// <summary>Adds memory with some contents, which nobody writes; gives the address behind it.</summary>
    public ulong OwnFilled(ulong address, ReadOnlySpan<byte> contents)
    {
        ulong bytes = Arithmetic.RoundUp((ulong)contents.Length, DescriptionLimits.SmallPageBytes);
        uint first = Own(address, bytes, Permissions.Read);
        AddFill(first, 0, _tables.Data.Add(new object(), contents), (ulong)contents.Length);
        return address + bytes;
    }

    /// <summary>Adds a page with a block of the kernel's boot information.</summary>
    public void OwnBootInformation(ulong address, BootInfoKind kind)
    {
        uint first = Own(address, DescriptionLimits.SmallPageBytes, Permissions.Read);
        _tables.Fills.Add(new FillEntry
        {
            Object = first,
            SizeBits = PageBits,
            Length = DescriptionLimits.SmallPageBytes,
            Source = (uint)kind,
            Domain = _objects.Index,
        });
    }

    /// <summary>Adds what a component is told about the whole system; the initialiser knows how much memory there is.</summary>
    public void OwnSystemTable(byte[] table)
    {
        ulong bytes = Arithmetic.RoundUp((ulong)table.Length, DescriptionLimits.SmallPageBytes);
        uint first = Own(SpaceLayout.SystemAddress, bytes, Permissions.Read);
        AddFill(first, 0, _tables.Data.Add(new object(), table), (ulong)table.Length);
        _tables.Fills.Add(new FillEntry
        {
            Object = first,
            SizeBits = PageBits,
            Offset = SystemHeader.FiguresOffset,
            Length = 2 * sizeof(ulong),
            Source = FillEntry.MemoryFigures,
            Domain = _objects.Index,
        });
    }

    private void PlanImage()
    {
        Program program = _objects.Program;
        foreach (PageRun run in ImagePages.Runs(program))
        {
            uint first = Own(run.Address, run.End - run.Address, run.Permissions);
            foreach (ElfSegment segment in program.Segments)
            {
                ulong start = Math.Max(run.Address, segment.VirtualAddress);
                ulong end = Math.Min(run.End, segment.VirtualAddress + segment.FileSize);
                if (start < end)
                {
                    ulong data = _tables.Data.Add((program.Image, segment), Contents(program.Image, segment));
                    AddFill(first, start - run.Address, data + (start - segment.VirtualAddress), end - start);
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Contents(ElfImage image, ElfSegment segment) =>
        image.Bytes.Span.Slice((int)segment.FileOffset, (int)segment.FileSize);

    /// <summary>Programs built before libmicrokit 2.3 have the IPC buffer in a page of their own.</summary>
    private void PlanIpcBuffer()
    {
        if (_objects.IsMicrokit && _objects.Program.Find(ProgramSymbols.IpcBuffer) is ElfSymbol buffer)
        {
            (PageRun run, uint first) = _own.Find(own => buffer.Value >= own.Run.Address && buffer.Value < own.Run.End);
            IpcBufferAddress = buffer.Value;
            IpcBufferFrame = run is null
                ? Own(buffer.Value, DescriptionLimits.SmallPageBytes, Permissions.Read | Permissions.Write)
                : first + (uint)((buffer.Value - run.Address) / DescriptionLimits.SmallPageBytes);
            return;
        }

        IpcBufferFrame = Own(IpcBufferAddress, DescriptionLimits.SmallPageBytes, Permissions.Read | Permissions.Write);
    }

    /// <summary>Adds memory that only this protection domain has; gives its first frame.</summary>
    public uint Own(ulong address, ulong bytes, Permissions permissions)
    {
        PageRun run = new(address, (uint)(bytes / DescriptionLimits.SmallPageBytes), permissions);
        uint first = _tables.Add(ObjectKind.Frame, PageBits, run.Count, _objects.Index, _objects.Domain.Name);
        _own.Add((run, first));
        AddMap(first, run.Count, PageBits, address, permissions, isCached: true, isCopy: false);
        return first;
    }

    private void PlanRegion(RegionMap map)
    {
        MemoryRegion region = map.Region!;
        uint first = _regions.Map(region, out bool isCopy);
        AddMap(first, (uint)region.PageCount, RegionPlanner.SizeBits(region), map.Address, map.Permissions, map.IsCached, isCopy);
    }

    private void AddMap(uint first, uint count, uint sizeBits, ulong address, Permissions permissions, bool isCached, bool isCopy) =>
        _maps.Add(new MapEntry
        {
            VSpace = _objects.VSpace,
            Object = first,
            Count = count,
            SizeBits = sizeBits,
            Address = address,
            Rights = RightsOf(permissions),
            Attributes = (isCached ? 0 : MapEntry.Uncached) | ((permissions & Permissions.Execute) != 0 ? 0 : MapEntry.NoExecute),
            Domain = _objects.Index,
            IsCopy = isCopy ? 1u : 0,
        });

    private void AddFill(uint first, ulong offset, ulong dataOffset, ulong length) =>
        _tables.Fills.Add(new FillEntry
        {
            Object = first,
            SizeBits = PageBits,
            Offset = offset,
            DataOffset = dataOffset,
            Length = length,
            Source = FillEntry.FromData,
            Domain = _objects.Index,
        });

    /// <summary>Every table that a map needs; a large page lies in a page directory itself.</summary>
    private void PlanTables()
    {
        foreach ((ObjectKind kind, int shift) in s_levels)
        {
            SortedSet<ulong> needed = [];
            foreach (MapEntry map in _maps.Where(map => kind != ObjectKind.PageTable || map.SizeBits == PageBits))
            {
                ulong last = map.Address + (((ulong)map.Count << (int)map.SizeBits) - 1);
                for (ulong index = map.Address >> shift; index <= last >> shift; index++)
                {
                    needed.Add(index << shift);
                }
            }

            uint first = _tables.Add(kind, PageBits, (uint)needed.Count, _objects.Index, _objects.Domain.Name);
            foreach (ulong address in needed)
            {
                _tables.Paging.Add(new PagingEntry { VSpace = _objects.VSpace, Object = first++, Kind = kind, Address = address });
            }
        }
    }
}
