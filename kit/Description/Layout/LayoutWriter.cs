// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Description.Layout;

/// <summary>Puts header and tables behind each other.</summary>
internal sealed class LayoutWriter
{
    private const int TableAlignment = 8;
    private const int DataAlignment = 4096;

    private readonly List<byte> _bytes;

    private LayoutWriter(int headerBytes) => _bytes = [.. new byte[headerBytes]];

    /// <summary>Bytes of a layout.</summary>
    public static byte[] Write(LayoutTables tables)
    {
        LayoutWriter writer = new(Unsafe.SizeOf<LayoutHeader>());
        LayoutHeader header = new()
        {
            Magic = LayoutHeader.ExpectedMagic,
            Version = LayoutHeader.ExpectedVersion,
            ObjectCount = tables.ObjectCount,
            CopyCount = tables.CopyCount,
            ScheduleStart = tables.ScheduleStart,
            Objects = writer.Table(tables.Objects),
            Capabilities = writer.Table(tables.Capabilities),
            Paging = writer.Table(tables.Paging),
            Maps = writer.Table(tables.Maps),
            Fills = writer.Table(tables.Fills),
            Patches = writer.Table(tables.Patches),
            Threads = writer.Table(tables.Threads),
            Budgets = writer.Table(tables.Budgets),
            Interrupts = writer.Table(tables.Interrupts),
            Ports = writer.Table(tables.Ports),
            Schedule = writer.Table(tables.Schedule),
            IoSpaces = writer.Table(tables.IoSpaces),
            IoMaps = writer.Table(tables.IoMaps),
            Domains = writer.Table(tables.Domains),
            Names = writer.Table([.. tables.Names.Bytes]),
            Data = writer.Append(tables.Data.Bytes, (uint)tables.Data.Length, DataAlignment),
        };
        header.TotalBytes = (ulong)writer._bytes.Count;
        byte[] bytes = [.. writer._bytes];
        MemoryMarshal.Write(bytes, header);
        return bytes;
    }

    /// <summary>Bytes of a component's configuration.</summary>
    public static byte[] Write(ComponentTables tables)
    {
        LayoutWriter writer = new(Unsafe.SizeOf<ComponentHeader>());
        ComponentHeader header = tables.Header;
        header.Channels = writer.Table(tables.Channels);
        header.Interrupts = writer.Table(tables.Interrupts);
        header.Regions = writer.Table(tables.Regions);
        header.Ports = writer.Table(tables.Ports);
        header.Children = writer.Table(tables.Children);
        header.Domains = writer.Table(tables.Domains);
        header.Windows = writer.Table(tables.Windows);
        header.Pristine = writer.Table(tables.Pristine);
        header.Names = writer.Table([.. tables.Names.Bytes]);
        header.TotalBytes = (uint)writer._bytes.Count;
        byte[] bytes = [.. writer._bytes];
        MemoryMarshal.Write(bytes, header);
        return bytes;
    }

    /// <summary>Bytes of what a component is told about the whole system.</summary>
    public static byte[] Write(SystemTables tables)
    {
        LayoutWriter writer = new(Unsafe.SizeOf<SystemHeader>());
        SystemHeader header = tables.Header;
        header.Domains = writer.Table(tables.Domains);
        header.Regions = writer.Table(tables.Regions);
        header.Maps = writer.Table(tables.Maps);
        header.Capabilities = writer.Table(tables.Capabilities);
        header.Names = writer.Table([.. tables.Names.Bytes]);
        byte[] bytes = [.. writer._bytes];
        MemoryMarshal.Write(bytes, header);
        return bytes;
    }

    private TableReference Table<T>(List<T> entries)
        where T : unmanaged =>
        Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(entries)), (uint)entries.Count, TableAlignment);

    private TableReference Append(ReadOnlySpan<byte> bytes, uint count, int alignment)
    {
        while (_bytes.Count % alignment != 0)
        {
            _bytes.Add(0);
        }

        TableReference reference = new() { Offset = (uint)_bytes.Count, Count = count };
        _bytes.AddRange(bytes);
        return reference;
    }
}
