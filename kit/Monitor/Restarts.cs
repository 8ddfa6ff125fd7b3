// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>Starts components anew, as often and as soon as their policies say.</summary>
/// <remarks>A component is started with the memory it had when the system came up. It had no capabilities but those of the description,
/// since none of these lets it receive others; what it still owes its peers, it tells them itself when it knows that it has lived before.</remarks>
internal static unsafe partial class Restarts
{
    private const uint OnFault = 1;
    private const int MostDoublings = 20;
    private const int PageBytes = 4096;

    /// <summary>Interrupts enabled, and the bit that is always set. Source: Intel SDM 1, 3.4.3.</summary>
    private const ulong InitialFlags = 0x202;

    private static RestartState* states;
    private static ulong sequence;
    private static uint waiting;

    /// <summary>Whether any component waits to be started anew.</summary>
    public static bool AreWaiting => waiting != 0;

    /// <summary>What is remembered about a component.</summary>
    public static ref RestartState State(uint domain) => ref states[domain];

    /// <summary>Ticks of the clock in a microsecond.</summary>
    public static ulong TicksPerMicrosecond => ((TscFrequencyInformation*)SpaceLayout.ClockAddress)->FrequencyMegahertz;

    /// <summary>Sets memory aside.</summary>
    public static void Initialise()
    {
        fixed (RestartState* first = Arena.Array<RestartState>((int)Domain.Count))
        {
            states = first;
        }
    }

    /// <summary>Decides what happens to a component after a fault.</summary>
    public static void Plan(uint domain)
    {
        var entry = Domain.Entry(domain);
        Require.Success(Domain.Thread(domain).Suspend());
        if (!CanStart(domain) || states[domain].Count >= entry->RestartLimit)
        {
            Output.Line(
                domain, CanStart(domain) ? " stays stopped: it has been started anew as often as it may"u8 : " stays stopped"u8);
            states[domain].End = DomainState.Failed;
            return;
        }

        if (states[domain].Due != 0)
        {
            return;
        }

        var doublings = (int)Math.Min(states[domain].Count, MostDoublings);
        states[domain].Due = Kernel.ReadTicks() + ((entry->RestartBackoffMicroseconds << doublings) * TicksPerMicrosecond);
        waiting++;
        Ticker.Go();
    }

    /// <summary>Starts those that are due.</summary>
    public static void StartDue()
    {
        for (uint domain = 0; domain < Domain.Count; domain++)
        {
            if (states[domain].Due != 0 && states[domain].Due <= Kernel.ReadTicks())
            {
                states[domain].Due = 0;
                states[domain].Count++;
                waiting--;
                Start(domain);
            }
        }
    }

    private static void Start(uint domain)
    {
        RestoreMemory(domain);
        states[domain].End = DomainState.Runs;
        states[domain].Asked = 0;
        states[domain].Periods = 0;
        Domain.ForgetSignals(domain);
        var life = LifeOf(domain);
        life->Generation++;
        life->Sequence = ++sequence;
        ((LifeEntry*)Configuration.Header->LivesAddress)->Sequence = sequence;
        var entry = Domain.Entry(domain);
        var isPassive = (entry->Flags & DomainEntry.Passive) != 0;
        if (!isPassive)
        {
            Waiting.TakeTimeBack(domain);
        }

        SetStart(domain, isPassive && !Domain.TryGiveTime(domain));
        Output.Line(domain, " is started anew"u8);
        var registers = default(UserContext);
        registers.Rip = entry->Entry;
        registers.Rsp = entry->StackTop;
        registers.Rflags = InitialFlags;
        registers.Rdi = entry->Argument;
        Require.Success(Domain.Thread(domain).WriteRegisters(true, 0, UserContext.Length, ref registers));
        TellPeers();
    }

    /// <summary>Writes what is not as it was at first. Code mostly is, and then the processor keeps what it knows of it.</summary>
    private static void RestoreMemory(uint domain)
    {
        var windows = Configuration.Entries<MonitorWindow>(Configuration.Header->Windows);
        for (uint i = 0; i < Configuration.Header->Windows.Count; i++)
        {
            if (windows[i].Domain == domain && (windows[i].Flags & MonitorWindow.Writable) != 0)
            {
                var contents = PristineOf(windows[i].Window);
                for (ulong offset = 0; offset < windows[i].Bytes; offset += PageBytes)
                {
                    RestorePage((byte*)windows[i].Window + offset, contents, offset);
                }
            }
        }
    }

    private static PristineEntry* PristineOf(ulong window)
    {
        var pristine = Configuration.Entries<PristineEntry>(Configuration.Header->Pristine);
        for (uint i = 0; i < Configuration.Header->Pristine.Count; i++)
        {
            if (pristine[i].Target == window)
            {
                return pristine + i;
            }
        }

        return null;
    }

    private static void RestorePage(byte* page, PristineEntry* contents, ulong offset)
    {
        var known = contents == null || contents->Bytes <= offset ? 0 : (int)Math.Min(contents->Bytes - offset, PageBytes);
        var head = new Span<byte>(page, known);
        if (known != 0)
        {
            var first = new ReadOnlySpan<byte>((byte*)contents->Source + offset, known);
            if (!head.SequenceEqual(first))
            {
                first.CopyTo(head);
            }
        }

        new Span<byte>(page + known, PageBytes - known).Clear();
    }

    private static LifeEntry* LifeOf(uint domain) => (LifeEntry*)Configuration.Header->LivesAddress + LifeEntry.First + domain;

    private static void SetStart(uint domain, bool borrowsTime)
    {
        var argument = Domain.Entry(domain)->Argument;
        if (argument != 0 && Domain.TryFind(domain, argument, out var memory, out _, out _))
        {
            var start = (StartBlock*)memory;
            start->Generation = LifeOf(domain)->Generation;
            start->BorrowsTime = borrowsTime;
        }
    }

    /// <summary>A signal without a badge makes every component look for peers that live anew.</summary>
    private static void TellPeers()
    {
        for (uint domain = 0; domain < Domain.Count; domain++)
        {
            if ((Domain.Entry(domain)->Flags & DomainEntry.Component) != 0)
            {
                Kernel.Signal(Domain.Notification(domain).Slot);
            }
        }
    }
}
