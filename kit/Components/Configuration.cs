// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>What the description gave this component, in the order of identifiers or addresses, which generated code knows.</summary>
public static unsafe class Configuration
{
    private static ComponentHeader* header;
    private static ComponentChannel* channels;

    /// <summary>The name of this component.</summary>
    public static ReadOnlySpan<byte> Name => NameAt(header->Name);

    /// <summary>How often this component has been started anew.</summary>
    public static ulong Generation { get; private set; }

    /// <summary>Number of channels.</summary>
    public static int ChannelCount => (int)header->Channels.Count;

    /// <summary>Number of memory regions.</summary>
    public static int RegionCount => (int)header->Regions.Count;

    /// <summary>Number of interrupts.</summary>
    public static int InterruptCount => (int)header->Interrupts.Count;

    /// <summary>Number of ranges of I/O ports.</summary>
    public static int PortsCount => (int)header->Ports.Count;

    /// <summary>Number of children.</summary>
    public static int ChildCount => (int)header->Children.Count;

    /// <summary>The tables themselves.</summary>
    public static ComponentHeader* Header => header;

    /// <summary>A channel by its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Channel Channel(int index)
    {
        Require.That((uint)index < header->Channels.Count);
        return new Channel(channels + index);
    }

    /// <summary>An interrupt by its place.</summary>
    public static Interrupt Interrupt(int index)
    {
        Require.That((uint)index < header->Interrupts.Count);
        return new Interrupt(Entries<ComponentInterrupt>(header->Interrupts) + index);
    }

    /// <summary>A memory region by its place.</summary>
    public static Region Region(int index)
    {
        Require.That((uint)index < header->Regions.Count);
        return new Region(Entries<ComponentRegion>(header->Regions) + index);
    }

    /// <summary>A range of I/O ports by its place.</summary>
    public static Ports Ports(int index)
    {
        Require.That((uint)index < header->Ports.Count);
        return new Ports(Entries<ComponentPorts>(header->Ports) + index);
    }

    /// <summary>A child by its place.</summary>
    public static Child Child(int index)
    {
        Require.That((uint)index < header->Children.Count);
        return new Child(Entries<ComponentChild>(header->Children) + index);
    }

    /// <summary>Entries of one of the tables.</summary>
    public static T* Entries<T>(in TableReference table)
        where T : unmanaged => (T*)((byte*)header + table.Offset);

    /// <summary>Takes over what the start block tells.</summary>
    public static void Initialise(StartBlock* start)
    {
        header = (ComponentHeader*)start->Argument;
        Require.That(header->Magic == ComponentHeader.ExpectedMagic && header->Version == LayoutHeader.ExpectedVersion);
        channels = Entries<ComponentChannel>(header->Channels);
        Generation = start->Generation;
    }

    /// <summary>Finds a channel by its identifier; false when there is none.</summary>
    internal static bool TryFindChannel(uint id, out Channel channel)
    {
        uint low = 0;
        var high = header->Channels.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (channels[middle].Id < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        channel = new Channel(channels + low);
        return low < header->Channels.Count && channels[low].Id == id;
    }

    /// <summary>A name of the tables.</summary>
    public static ReadOnlySpan<byte> NameAt(uint offset) => TextAt(Entries<byte>(header->Names) + offset);

    /// <summary>Bytes up to the first zero.</summary>
    internal static ReadOnlySpan<byte> TextAt(byte* first)
    {
        var length = 0;
        while (first[length] != 0)
        {
            length++;
        }

        return new ReadOnlySpan<byte>(first, length);
    }
}
