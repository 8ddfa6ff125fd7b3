// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment.Host;

/// <summary>
/// What an attacker may reach because its component has the authority for it, and why no kernel could tell it from its work.
/// </summary>
internal static class Inherent
{
    private const string AnyComponent = "";

    private const string AnyAttack = "";

    private const string SharedTime =
        "the description shares everybody's scheduling contexts with it (`cap_sc`), to read the times; such a capability has no rights "
        + "that could be taken away, so who reads can also take the time away";

    private const string MastersBus =
        "the card or disk reads and writes the addresses that its driver gives it, and without an I/O MMU every address is memory; "
        + "the driver of a device that masters the bus is trusted with all of it";

    private const string BelievesVirtualisers =
        "the driver believes the virtualisers, which are there to check what clients ask, and hands their addresses to the device";

    private const string NeedsIt = "it needs the component's work, and gets lies";

    /// <summary>What needs whom, so that it may end when that one lies.</summary>
    private static readonly (string Component, string[] Dependents)[] Needs =
    [
        ("pci", ["net", "disk", "http", "echo"]),
        ("timer", ["web", "observer", "clock", "http", "echo"]),
        ("net", ["receive", "transmit", "http", "echo"]),
        ("transmit", ["web", "http", "echo"]),
        ("receive", ["http", "echo"]),
        ("copier", ["http"]),
        ("web", ["http"]),
        ("disk", ["partitions", "fat", "http"]),
        ("partitions", ["fat", "http"]),
        ("fat", ["http"]),
        ("clock", ["http"]),
    ];

    private static readonly (string Component, string Attack, string Effect, string Reason)[] Entries =
    [
        (AnyComponent, AnyAttack, "time of those below it",
            "priorities are strict: a component without a budget may use all the time that those above it leave; `budget` and `period` in "
            + "the description bound it, as they do for `observer`"),
        ("net", "memory by device", "memory of canary has changed", MastersBus),
        ("net", "memory by device", "memory of canary was sent to the network", MastersBus),
        ("disk", "memory by device", "memory of canary has changed", MastersBus),
        ("disk", "memory by device", "memory of canary was read", MastersBus),
        ("transmit", "memory by device", "memory of canary was sent to the network", BelievesVirtualisers),
        ("receive", "memory by device", "memory of canary has changed", BelievesVirtualisers),
        ("partitions", "memory by device", "memory of canary has changed", BelievesVirtualisers),
        ("partitions", "memory by device", "memory of canary was read", BelievesVirtualisers),
        ("pci", "reset the machine", "the machine was reset",
            "PCI is configured through ports 0xcf8 to 0xcff, which have to be one range because they are accessed as words, and the "
            + "chipset has its reset register at 0xcf9; who configures the bus can also move devices over memory and let them master "
            + "the bus"),
        ("observer", "every slot, every call", "http", SharedTime),
        ("observer", "every slot, every call", "echo", SharedTime),
    ];

    /// <summary>Why an effect is inherent; null when it is not.</summary>
    public static string? ReasonOf(Result result, string effect) => Entries.FirstOrDefault(entry => Fits(entry.Component, result.Component)
        && Fits(entry.Attack, result.Attack) && Fits(entry.Effect, effect)).Reason ?? (DoesNeed(effect, result.Component) ? NeedsIt : null);

    /// <summary>Effects of a result that nothing explains.</summary>
    public static IEnumerable<string> Unexplained(Result result) =>
        result.Broken.Concat(result.Lost).Where(effect => ReasonOf(result, effect) is null);

    /// <summary>Whether an effect is that somebody ends who needs a component.</summary>
    private static bool DoesNeed(string effect, string component) =>
        Needs.Any(need => need.Component == component && need.Dependents.Contains(effect.Split(' ')[0]));

    private static bool Fits(string entry, string value) => entry.Length == 0 || entry == value;
}
