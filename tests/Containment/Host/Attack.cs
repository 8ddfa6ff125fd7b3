// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment.Host;

/// <summary>One thing that attackers try.</summary>
/// <param name="Kind">What they are told.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="Count">How many attempts, in the short form.</param>
/// <param name="TickLimit">Ticks of 10 ms after which it is ended.</param>
internal sealed record Attack(AttackKind Kind, string Title, ulong Count, uint TickLimit)
{
    /// <summary>What the table calls that the component does not do its work, which comes before every attack.</summary>
    public const string NoWork = "do nothing";

    private const uint Second = 100;

    /// <summary>All of them, the most harmful last: what they break stays broken.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new(AttackKind.Look, "look for packets", 1, 10 * Second),
        new(AttackKind.Memory, "others' memory", 0, 20 * Second),
        new(AttackKind.Notifications, "forge signals", 20_000, 10 * Second),
        new(AttackKind.Time, "keep the processor", 1, Second / 2),
        new(AttackKind.Exhaustion, "exhaust, fail", 300, 10 * Second),
        new(AttackKind.Garbage, "garbage in queues", 3_000, 5 * Second),
        new(AttackKind.Lies, "lies in queues", 3_000, 5 * Second),
        new(AttackKind.Capabilities, "every slot, every call", 10_000, 30 * Second),
        new(AttackKind.Registers, "garbage in registers", 2_000, 10 * Second),
        new(AttackKind.DirectMemoryAccess, "memory by device", 1, 5 * Second),
        new(AttackKind.SendThroughDriver, "memory by device", 1, 5 * Second),
        new(AttackKind.ReceiveThroughDriver, "memory by device", 1, 5 * Second),
        new(AttackKind.DiskAccess, "memory by device", 1, 5 * Second),
        new(AttackKind.DiskThroughDriver, "memory by device", 1, 5 * Second),
        new(AttackKind.Reset, "reset the machine", 1, Second),
    ];

    /// <summary>Whether it needs a region of the right kind.</summary>
    public bool IsOfRegions => Kind is AttackKind.Garbage or AttackKind.Lies or AttackKind.Look or AttackKind.Registers;

    /// <summary>Whether a component can try it at all.</summary>
    public bool IsFor(string component) => Kind switch
    {
        AttackKind.Registers => component == "timer",
        AttackKind.DirectMemoryAccess => component == "net",
        AttackKind.SendThroughDriver => component == "transmit",
        AttackKind.ReceiveThroughDriver => component == "receive",
        AttackKind.DiskAccess => component == "disk",
        AttackKind.DiskThroughDriver => component == "partitions",
        AttackKind.Reset => component == "pci",
        _ => true,
    };
}
