// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Description.Layout;

/// <summary>The tables of a layout while it is made, and afterwards.</summary>
public sealed class LayoutTables
{
    /// <summary>Objects.</summary>
    public List<ObjectRange> Objects { get; } = [];

    /// <summary>Capabilities.</summary>
    public List<CapabilityEntry> Capabilities { get; } = [];

    /// <summary>Tables of address spaces.</summary>
    public List<PagingEntry> Paging { get; } = [];

    /// <summary>Frames in address spaces.</summary>
    public List<MapEntry> Maps { get; } = [];

    /// <summary>Contents of frames.</summary>
    public List<FillEntry> Fills { get; } = [];

    /// <summary>Variables to set.</summary>
    public List<PatchEntry> Patches { get; } = [];

    /// <summary>Threads.</summary>
    public List<ThreadEntry> Threads { get; } = [];

    /// <summary>Scheduling contexts.</summary>
    public List<BudgetEntry> Budgets { get; } = [];

    /// <summary>Interrupts.</summary>
    public List<InterruptEntry> Interrupts { get; } = [];

    /// <summary>I/O ports.</summary>
    public List<PortEntry> Ports { get; } = [];

    /// <summary>Domain schedule.</summary>
    public List<ScheduleEntry> Schedule { get; } = [];

    /// <summary>Address spaces of devices.</summary>
    public List<IoSpaceEntry> IoSpaces { get; } = [];

    /// <summary>Frames in address spaces of devices.</summary>
    public List<IoMapEntry> IoMaps { get; } = [];

    /// <summary>Protection domains.</summary>
    public List<DomainEntry> Domains { get; } = [];

    /// <summary>Names.</summary>
    public NameTable Names { get; } = new();

    /// <summary>Bytes that fills refer to.</summary>
    public DataTable Data { get; } = new();

    /// <summary>Number of objects.</summary>
    public uint ObjectCount { get; private set; }

    /// <summary>Number of copies of frame capabilities.</summary>
    public uint CopyCount { get; private set; }

    /// <summary>Entry of the kernel's domain schedule to begin with.</summary>
    public uint ScheduleStart { get; internal set; } = LayoutHeader.None;

    /// <summary>Adds objects; gives the number of the first.</summary>
    internal uint Add(
        ObjectKind kind, uint sizeBits, uint count, uint domain, string name, ulong physicalAddress = LayoutHeader.NoAddress)
    {
        uint first = ObjectCount;
        ObjectCount += count;
        Objects.Add(new ObjectRange
        {
            Kind = kind,
            SizeBits = sizeBits,
            First = first,
            Count = count,
            Domain = domain,
            Name = Names.Add(name),
            PhysicalAddress = physicalAddress,
        });
        return first;
    }

    /// <summary>Changes the size of objects that were added.</summary>
    internal void Resize(uint first, uint sizeBits)
    {
        int index = Objects.FindIndex(range => range.First == first);
        Objects[index] = Objects[index] with { SizeBits = sizeBits };
    }

    /// <summary>Adds a capability.</summary>
    internal void Grant(uint cnode, uint slot, uint target, uint rights, ulong badge = 0) =>
        Capabilities.Add(new CapabilityEntry { CNode = cnode, Slot = slot, Object = target, Rights = rights, Badge = badge });

    /// <summary>Sorts capabilities by CNode and slot, which is how the initialiser verifies them.</summary>
    internal void SortCapabilities()
    {
        Dictionary<uint, uint> bits = Objects.Where(range => range.Kind == ObjectKind.CNode)
            .ToDictionary(range => range.First, range => range.SizeBits);
        IReadOnlyList<CapabilityEntry> sorted =
        [
            .. Capabilities.Select(entry => entry with { CNodeBits = bits[entry.CNode] })
                .OrderBy(entry => entry.CNode).ThenBy(entry => entry.Slot),
        ];
        Capabilities.Clear();
        Capabilities.AddRange(sorted);
    }

    /// <summary>Counts copies of frame capabilities.</summary>
    internal void AddCopies(uint count) => CopyCount += count;
}
