// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Containment.Host;

/// <summary>All attacks by one component, each between two looks at the machine from outside.</summary>
internal sealed class Campaign : IDisposable
{
    private const int Megabytes = 320;
    private const double SecondsToBoot = 60;
    private const double SecondsToSettle = 4;
    private const ulong TicksToStarve = 20;
    private const ulong TickPage = 0x1101_0000;
    private const ulong LowPage = 0x1101_2000;

    private static readonly string[] Drivers = ["net", "disk"];

    private static readonly string[] AllServices = ["http", "echo"];

    private readonly string component;
    private readonly ulong factor;
    private readonly ulong seed;
    private readonly AttackedSystem system;
    private readonly GuestMemory memory = new(Megabytes);
    private readonly string capture = Path.GetTempFileName();
    private readonly Services services;
    private readonly Guest guest;
    private readonly List<Result> results = [];
    private Snapshot latest = null!;
    private uint number;
    private int logRead;

    /// <summary>Boots the system with an attacker in the place of a component.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="factor">How many times as many attempts as in the short form.</param>
    /// <param name="seed">Where random numbers begin.</param>
    public Campaign(string component, ulong factor, ulong seed)
    {
        this.component = component;
        this.factor = factor;
        this.seed = seed;
        system = new AttackedSystem(component);
        services = new Services(capture);
        guest = Guest.Start(new GuestOptions
        {
            Machine = memory.In(QemuMachine.Benchmark),
            Kernel = BuildOutput.Kernel("microkit"),
            Module = system.Image,
            Limit = TimeSpan.FromMinutes(4 + (2 * (double)factor)),
            ExtraArguments = [.. memory.Arguments, .. services.Arguments, .. DiskArguments()],
        });
    }

    /// <summary>The disk of the web server, as it was built; what is written to it is forgotten.</summary>
    private static IEnumerable<string> DiskArguments() =>
        GuestDevices.Beside(BuildOutput.System("webserver", "webserver.image.elf"), isAnyPort: true)
            .Arguments.SkipWhile(argument => argument != "-drive");

    /// <summary>What is served although the component does not do its work.</summary>
    public IReadOnlySet<string> Served { get; private set; } = new HashSet<string>();

    /// <summary>Whether the machine goes on.</summary>
    private bool IsAlive => !guest.HasEnded;

    /// <summary>Waits until the system has come up, as far as it can without the component's work.</summary>
    public Result Begin()
    {
        var hasBooted = WaitFor(
            () => IsBeating(TickPage) && IsBeating(LowPage) && memory.Read<Orders>(Orders.PhysicalAddress).State == Orders.Ready,
            SecondsToBoot);
        Assert.True(hasBooted, guest.Log);
        var now = Settle();
        Served = AllServices.ToHashSet();
        List<string> lost = [.. Stopped(), .. Served.Except(now)];
        Served = now;
        latest = Snapshot.Take(guest, memory);
        Assert.Contains(component, latest.Spaces.Keys);
        return new Result { Component = component, Attack = Attack.NoWork, Attempts = 1, Lost = lost };
    }

    /// <summary>Makes the attacks.</summary>
    public IReadOnlyList<Result> Run()
    {
        foreach (var attack in Attack.All.Where(attack => attack.IsFor(component) && (!attack.IsOfRegions || Mask(attack.Kind) != 0)))
        {
            if (IsAlive)
            {
                results.Add(Run(attack));
            }
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        guest.Dispose();
        memory.Dispose();
        system.Dispose();
        File.Delete(capture);
    }

    private Result Run(Attack attack)
    {
        var before = latest;
        var shared = Comparison.Sharing(before, component, system).Distinct().ToList();
        var low = Beats(LowPage);
        var high = Beats(TickPage);
        var hasEnded = Order(attack, before);
        var orders = memory.Read<Orders>(Orders.PhysicalAddress);
        if (!IsAlive)
        {
            return Describe(attack, orders) with { Lost = ["the machine was reset"] };
        }

        var starved = orders.Ticks >= TicksToStarve && Beats(LowPage) - low < (Beats(TickPage) - high) / 2;
        List<string> broken = [.. shared];
        if (!hasEnded)
        {
            broken.Add("the warden does not run any more");
        }

        if (orders.Breaches != 0)
        {
            broken.Add($"{orders.Breaches} times what must not succeed, last 0x{orders.LastBreach:x}, {orders.LastBreachDetail}");
        }

        if (attack.Kind == AttackKind.ReceiveThroughDriver)
        {
            // Somebody has to send something that arrives.
            services.Ask(AllServices);
        }

        latest = Snapshot.Take(guest, memory);
        broken.AddRange(Comparison.Differences(before, latest, component, system));
        broken.AddRange(Damage());
        return Describe(attack, orders) with { Broken = [.. broken.Distinct()], Lost = [.. Losses(starved)] };
    }

    private Result Describe(Attack attack, Orders orders) => new()
    {
        Component = component,
        Attack = attack.Title,
        Attempts = orders.Attempts,
        Faults = orders.Faults,
        Refused = orders.Refused,
        Own = orders.Own,
        Stalls = orders.Stalls,
        Ticks = orders.Ticks,
        Seen = [.. system.Regions.Where((_, index) => ((orders.Seen >> index) & 1) != 0).Select(region => region.Name)],
    };

    /// <summary>Gives an order and waits until it has ended; false when it does not.</summary>
    private bool Order(Attack attack, Snapshot snapshot)
    {
        var orders = default(Orders);
        orders.Begun = number;
        orders.Ended = number;
        orders.Number = number;
        orders.Kind = (uint)attack.Kind;
        orders.Count = attack.Count * factor;
        orders.TickLimit = attack.TickLimit * (attack.Kind == AttackKind.Time ? 1 : (uint)factor);
        orders.Seed = seed + number;
        orders.Target = Pattern.CanaryAddress;
        orders.Regions = Mask(attack.Kind);
        orders.State = Orders.Ready;
        if (attack.Kind == AttackKind.Memory)
        {
            var probes = ProbeList.Make(snapshot, component, new Random((int)(seed + number)));
            memory.Write<Probe>(Orders.PhysicalAddress + Orders.ProbesOffset, probes);
            orders.Count = (ulong)probes.Length;
        }

        memory.Write<Orders>(Orders.PhysicalAddress, [orders]);
        number++;
        memory.Write<uint>(Orders.PhysicalAddress, [number]);
        return WaitFor(
            () => !IsAlive || memory.Read<Orders>(Orders.PhysicalAddress).Ended == number, 30 + (attack.TickLimit * (double)factor / 20));
    }

    /// <summary>Regions that an attack is about: those that are memory and can be written, all that are memory, or registers.</summary>
    private uint Mask(AttackKind kind)
    {
        uint mask = 0;
        for (var i = 0; i < system.Regions.Count; i++)
        {
            var region = system.Regions[i];
            var isMeant = kind switch
            {
                AttackKind.Garbage or AttackKind.Lies => region.IsWritable && !region.IsDevice && !LeadsToDevice(region),
                AttackKind.Look => !region.IsDevice,
                AttackKind.Registers => region.IsWritable && region.IsDevice,
                _ => false,
            };
            mask |= isMeant ? 1u << i : 0;
        }

        return mask;
    }

    /// <summary>
    /// Whether a driver reads addresses for its device there: random ones would destroy anything; "memory by device" shows it.
    /// </summary>
    private bool LeadsToDevice(RegionMap region) =>
        !Drivers.Contains(component) && system.Sharers[region.Name].Any(Drivers.Contains);

    /// <summary>What the witnesses, the card's wire and the attacker's own memory tell.</summary>
    private IEnumerable<string> Damage()
    {
        foreach (var (name, page) in new[] { ("tick", TickPage), ("low", LowPage) })
        {
            if (memory.Read<ulong>(page + sizeof(ulong)) != 0)
            {
                yield return $"memory of {name} has changed";
            }
        }

        var secret = new byte[64];
        memory.Read(Pattern.CanaryAddress + Pattern.SecretOffset, secret);
        foreach (var region in system.Regions.Where(region => !region.IsDevice && region.Physical != 0))
        {
            var bytes = new byte[region.Bytes];
            memory.Read(region.Physical, bytes);
            if (bytes.AsSpan().IndexOf(secret) >= 0)
            {
                yield return "memory of canary was read";
            }
        }

        if (File.ReadAllBytes(capture).AsSpan().IndexOf(secret) >= 0)
        {
            yield return "memory of canary was sent to the network";
        }
    }

    private IEnumerable<string> Losses(bool isStarved)
    {
        if (isStarved)
        {
            yield return "time of those below it";
        }

        foreach (var stopped in Stopped())
        {
            yield return stopped;
        }

        var now = services.Ask(Served);
        foreach (var lost in Served.Except(now))
        {
            yield return lost;
        }

        Served = now;
    }

    /// <summary>Who has stopped since this was last asked.</summary>
    private List<string> Stopped()
    {
        var log = guest.Log;
        List<string> stopped = [.. Regex.Matches(log[logRead..], "monitor: ([a-z0-9]+) stopped: ([^\r\n]*)")
            .Select(match => $"{match.Groups[1].Value} stopped: {match.Groups[2].Value}")];
        logRead = log.Length;
        return stopped;
    }

    /// <summary>Waits for what is served; what needs the attacker's place never is.</summary>
    private IReadOnlySet<string> Settle()
    {
        IReadOnlySet<string> now = new HashSet<string>();
        var clock = Stopwatch.StartNew();
        while (now.Count < AllServices.Length && clock.Elapsed.TotalSeconds < SecondsToSettle)
        {
            now = services.Ask(AllServices);
        }

        return now;
    }

    private bool IsBeating(ulong page) =>
        memory.Read<ulong>(page + Pattern.BeatHeaderBytes) == Pattern.Word(Pattern.BeatHeaderBytes / sizeof(ulong)) && Beats(page) > 0;

    private ulong Beats(ulong page) => memory.Read<ulong>(page);

    private static bool WaitFor(Func<bool> condition, double seconds) => SpinWait.SpinUntil(
        () =>
        {
            Thread.Sleep(5);
            return condition();
        },
        TimeSpan.FromSeconds(seconds));
}
