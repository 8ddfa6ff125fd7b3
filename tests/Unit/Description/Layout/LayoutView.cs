// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Kit.Description.Format;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>A layout read back from its bytes, the way the initialiser reads it.</summary>
internal sealed class LayoutView
{
    private readonly byte[] _bytes;

    public LayoutView(byte[] bytes)
    {
        _bytes = bytes;
        Header = MemoryMarshal.Read<LayoutHeader>(bytes);
        Assert.Equal(LayoutHeader.ExpectedMagic, Header.Magic);
        Assert.Equal(LayoutHeader.ExpectedVersion, Header.Version);
        Assert.Equal((ulong)bytes.Length, Header.TotalBytes);
    }

    public LayoutHeader Header { get; }

    public ObjectRange[] Objects => Table<ObjectRange>(Header.Objects);

    public CapabilityEntry[] Capabilities => Table<CapabilityEntry>(Header.Capabilities);

    public PagingEntry[] Paging => Table<PagingEntry>(Header.Paging);

    public MapEntry[] Maps => Table<MapEntry>(Header.Maps);

    public FillEntry[] Fills => Table<FillEntry>(Header.Fills);

    public PatchEntry[] Patches => Table<PatchEntry>(Header.Patches);

    public ThreadEntry[] Threads => Table<ThreadEntry>(Header.Threads);

    public BudgetEntry[] Budgets => Table<BudgetEntry>(Header.Budgets);

    public InterruptEntry[] Interrupts => Table<InterruptEntry>(Header.Interrupts);

    public PortEntry[] Ports => Table<PortEntry>(Header.Ports);

    public ScheduleEntry[] Schedule => Table<ScheduleEntry>(Header.Schedule);

    public IoSpaceEntry[] IoSpaces => Table<IoSpaceEntry>(Header.IoSpaces);

    public IoMapEntry[] IoMaps => Table<IoMapEntry>(Header.IoMaps);

    public DomainEntry[] Domains => Table<DomainEntry>(Header.Domains);

    public ReadOnlySpan<byte> Data => _bytes.AsSpan((int)Header.Data.Offset, (int)Header.Data.Count);

    /// <summary>The name at an offset.</summary>
    public string Name(uint offset) => Text(_bytes.AsSpan((int)Header.Names.Offset, (int)Header.Names.Count)[(int)offset..]);

    /// <summary>Index of a protection domain.</summary>
    public uint Domain(string name) => (uint)Array.FindIndex(Domains, domain => Name(domain.Name) == name);

    /// <summary>Thread of a protection domain.</summary>
    public ThreadEntry Thread(string name) => Threads.First(thread => thread.Domain == Domain(name));

    /// <summary>The range an object is in.</summary>
    public ObjectRange RangeOf(uint target) => Objects.Single(range => target - range.First < range.Count);

    /// <summary>CNode with the ordinary capabilities of a protection domain.</summary>
    public uint CNode(string name)
    {
        uint root = Thread(name).CSpace;
        CapabilityEntry? leading = Capabilities.Where(capability => capability.CNode == root && capability.Slot == 0)
            .Select(capability => (CapabilityEntry?)capability).SingleOrDefault();
        return leading?.Object ?? root;
    }

    /// <summary>An ordinary capability of a protection domain; null when the slot is empty.</summary>
    public CapabilityEntry? Capability(string name, uint slot)
    {
        uint cnode = CNode(name);
        return Array.Exists(Capabilities, Is) ? Array.Find(Capabilities, Is) : null;
        bool Is(CapabilityEntry capability) => capability.CNode == cnode && capability.Slot == slot;
    }

    /// <summary>What a protection domain finds at an address of its own memory: fills, then patches.</summary>
    public byte[] Memory(string name, ulong address, int length)
    {
        byte[] memory = new byte[length];
        for (int index = 0; index < length; index++)
        {
            memory[index] = ByteAt(Domain(name), address + (ulong)index);
        }

        return memory;
    }

    /// <summary>A 64-bit variable of a protection domain.</summary>
    public ulong Word(string name, ulong address) => BitConverter.ToUInt64(Memory(name, address, 8));

    private byte ByteAt(uint domain, ulong address)
    {
        MapEntry map = Maps.Single(map => map.Domain == domain && address - map.Address < (ulong)map.Count << (int)map.SizeBits);
        ulong offset = address - map.Address;
        uint frame = map.Object + (uint)(offset >> (int)map.SizeBits);
        ulong inFrame = offset & ((1ul << (int)map.SizeBits) - 1);
        foreach (PatchEntry patch in Patches.Reverse())
        {
            if (patch.Object == frame && inFrame - patch.Offset < patch.Length)
            {
                return (byte)(patch.Value >> (int)(8 * (inFrame - patch.Offset)));
            }
        }

        foreach (FillEntry fill in Fills.Where(fill => fill.Source == FillEntry.FromData && fill.Object <= frame))
        {
            ulong place = ((ulong)(frame - fill.Object) << (int)fill.SizeBits) + inFrame;
            if (fill.SizeBits == map.SizeBits && place - fill.Offset < fill.Length && RangeOf(fill.Object).First == RangeOf(frame).First)
            {
                return Data[(int)(fill.DataOffset + place - fill.Offset)];
            }
        }

        return 0;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..bytes.IndexOf((byte)0)]);

    private T[] Table<T>(TableReference table)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(_bytes.AsSpan((int)table.Offset))[..(int)table.Count].ToArray();
}
