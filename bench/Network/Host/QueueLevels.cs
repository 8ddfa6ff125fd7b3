// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Bench.Network.Host;

/// <summary>How many buffers are in each queue of the measured system, read from its memory while it rests.</summary>
/// <param name="Queues">The queues' names and levels.</param>
internal sealed record QueueLevels(IReadOnlyList<(string Name, uint Level)> Queues)
{
    /// <summary>The queue regions' physical addresses, as netbench.system has them, in the order of a frame's way.</summary>
    private static readonly (string Name, ulong Address)[] Regions =
    [
        ("driver_received", 0x1020_0000), ("copier_received", 0x1020_8000), ("receive_queue", 0x1021_0000),
        ("transmit_queue", 0x1021_8000), ("driver_to_send", 0x1022_0000),
    ];

    private const ulong HalfBytes = 0x2000;

    /// <summary>
    /// Buffers in the two pools that are always in some queue while the system rests: the card's, and the program's for received frames.
    /// </summary>
    public (uint Card, uint Program) Sums => (Sum(0) + Sum(2), Sum(4));

    /// <summary>Reads the levels.</summary>
    public static QueueLevels Read(Machine machine)
    {
        Thread.Sleep(100);
        return new QueueLevels([.. Regions.SelectMany(region => Levels(machine, region.Name, region.Address))]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Queues.Select(queue => $"{queue.Name} {queue.Level}"));

    private static IEnumerable<(string Name, uint Level)> Levels(Machine machine, string name, ulong address) =>
        [($"{name} full", Level(machine, address)), ($"{name} empty", Level(machine, address + HalfBytes))];

    private static uint Level(Machine machine, ulong address) =>
        (uint)machine.Guest.ReadPhysicalWord(address + QueueLayout.Tail) - (uint)machine.Guest.ReadPhysicalWord(address + QueueLayout.Head);

    private uint Sum(int first) => Queues[first].Level + Queues[first + 1].Level;
}
