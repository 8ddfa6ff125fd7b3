// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Kit.Queues;
using Caprock.Tests.Containment.Host;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Soak.Host;

/// <summary>How much there is of everything while the system rests.</summary>
/// <param name="CardBuffers">Buffers of the card, in the queues between it and the copier.</param>
/// <param name="ReceiveBuffers">Buffers of the client for received frames.</param>
/// <param name="TransmitBuffers">Buffers of the client on their way to the card; it has all others.</param>
/// <param name="DiskRequests">Requests and completions in the queues to the disk.</param>
/// <param name="Memory">Pages of each component, by the machine's tables.</param>
/// <param name="Volume">What fsck.fat says about the volume: files, and clusters in use.</param>
internal sealed record Levels(uint CardBuffers, uint ReceiveBuffers, uint TransmitBuffers, uint DiskRequests, string Memory, string Volume)
{
    private const ulong NetworkHalf = 0x2000;
    private const ulong FileHalf = 0x1000;

    /// <summary>Reads them.</summary>
    public static Levels Read(Guest guest, GuestMemory memory, string volume)
    {
        guest.AskMonitor("stop");
        var spaces = AddressSpace.FindAll(memory, guest.ReadPageTableRoot()).OrderBy(space => space.Name, StringComparer.Ordinal);
        Levels levels = new(
            Both(memory, 0x1020_0000, NetworkHalf) + Both(memory, 0x1020_8000, NetworkHalf),
            Both(memory, 0x1020_c000, NetworkHalf),
            Both(memory, 0x1021_0000, NetworkHalf) + Both(memory, 0x1020_4000, NetworkHalf),
            Both(memory, 0x1032_0000, NetworkHalf) + Both(memory, 0x1032_4000, NetworkHalf) + Both(memory, 0x1032_8000, FileHalf),
            string.Join(' ', spaces.Select(space => $"{space.Name}:{space.Mappings.Count}:{Sum(space)}")),
            volume);
        guest.AskMonitor("cont");
        return levels;
    }

    /// <summary>A number for what is mapped where.</summary>
    private static string Sum(AddressSpace space)
    {
        ulong sum = 0;
        foreach (var mapping in space.Mappings)
        {
            sum = (sum * 31) + mapping.Address + (mapping.Frame << 1) + (mapping.IsWritable ? 1u : 0);
        }

        return sum.ToString("x", CultureInfo.InvariantCulture);
    }

    private static uint Both(GuestMemory memory, ulong address, ulong half) => Level(memory, address) + Level(memory, address + half);

    private static uint Level(GuestMemory memory, ulong queue) =>
        memory.Read<uint>(queue + QueueLayout.Tail) - memory.Read<uint>(queue + QueueLayout.Head);
}
