// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>Requests of components that have the monitor in their description.</summary>
/// <remarks>
/// Who asks is told by the badge, which the initialiser has given; what is asked is checked like anything from outside. A request takes a
/// bounded time, and the monitor's budget bounds what all of them together take from others.
/// </remarks>
internal static unsafe class Commands
{
    private const int LookWords = 4;
    private const ulong DomainMask = MonitorControl.MayChange - 1;

    private static CommandState* states;
    private static ulong started;

    /// <summary>Sets memory aside.</summary>
    public static void Initialise()
    {
        fixed (CommandState* first = Arena.Array<CommandState>((int)Domain.Count))
        {
            states = first;
        }

        started = Kernel.ReadTicks();
    }

    /// <summary>Notes that a component has stopped with a fault.</summary>
    public static void NoteFailed(uint domain) => states[domain].State = DomainState.Failed;

    /// <summary>Notes that a component has been started anew.</summary>
    public static void NoteStarted(uint domain) => states[domain].State = DomainState.Runs;

    /// <summary>Does what is asked and answers.</summary>
    public static void Answer(ulong badge, MessageInfo info, ref MessageWords words)
    {
        var answer = info.Length == 0 ? MonitorAnswer.NoSuchRequest : Do(badge, info.Label, words.Word0, ref words);
        var length = info.Label == MonitorControl.Look && answer == MonitorAnswer.Done ? LookWords : 0;
        Kernel.Send(Ticker.FreeReply, MessageInfo.Create((ulong)answer, 0, 0, (ulong)length), ref words);
    }

    private static MonitorAnswer Do(ulong badge, ulong request, ulong index, ref MessageWords words)
    {
        if (request is < MonitorControl.Look or > MonitorControl.Trace)
        {
            return MonitorAnswer.NoSuchRequest;
        }

        if (index >= Domain.Count)
        {
            return MonitorAnswer.NoSuchDomain;
        }

        var domain = (uint)index;
        if (request is MonitorControl.Look or MonitorControl.Trace)
        {
            return request == MonitorControl.Look ? Look(domain, ref words) : TraceOf(domain);
        }

        if ((badge & MonitorControl.MayChange) == 0)
        {
            return MonitorAnswer.NotAllowed;
        }

        return request == MonitorControl.Stop ? Stop(domain, (uint)(badge & DomainMask)) : Restart(domain);
    }

    private static MonitorAnswer Look(uint domain, ref MessageWords words)
    {
        if (Domain.SchedContext(domain).Consumed(out var microseconds) == Error.NoError)
        {
            states[domain].Microseconds += microseconds;
        }

        words.Word0 = (ulong)StateOf(domain);
        words.Word1 = states[domain].Microseconds;
        words.Word2 = Restarts.GenerationOf(domain);
        words.Word3 = (Kernel.ReadTicks() - started) / Restarts.TicksPerMicrosecond;
        return MonitorAnswer.Done;
    }

    private static DomainState StateOf(uint domain)
    {
        var state = states[domain].State;
        if (state != DomainState.Runs)
        {
            return state == DomainState.Failed && Restarts.IsWaiting(domain) ? DomainState.StartsSoon : state;
        }

        var registers = default(UserContext);
        return Domain.Thread(domain).ReadRegisters(false, 0, UserContext.Length, ref registers) == Error.NoError
            ? Waiting.StateOf(domain, registers)
            : DomainState.Runs;
    }

    private static MonitorAnswer Stop(uint domain, uint caller)
    {
        Require.Success(Domain.Thread(domain).Suspend());
        Restarts.Forget(domain);
        states[domain].State = DomainState.Stopped;
        Output.About(domain);
        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor: "u8);
        text.Append(Domain.Name(domain));
        text.Append(" is stopped for "u8);
        text.Append(caller < Domain.Count ? Domain.Name(caller) : "somebody"u8);
        Output.Line(text.Written);
        return MonitorAnswer.Done;
    }

    private static MonitorAnswer Restart(uint domain)
    {
        if (!Restarts.CanStart(domain))
        {
            return MonitorAnswer.NotKept;
        }

        Require.Success(Domain.Thread(domain).Suspend());
        Waiting.TakeTimeBack(domain);
        Restarts.StartNow(domain);
        return MonitorAnswer.Done;
    }

    private static MonitorAnswer TraceOf(uint domain)
    {
        var registers = default(UserContext);
        Require.Success(Domain.Thread(domain).ReadRegisters(false, 0, UserContext.Length, ref registers));
        Output.About(domain);
        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor: "u8);
        text.Append(Domain.Name(domain));
        text.Append(" is at "u8);
        text.AppendHexadecimal(registers.Rip);
        text.Append(", stack "u8);
        text.AppendHexadecimal(registers.Rsp);
        Output.Line(text.Written);
        StackTrace.Print(domain, registers);
        return MonitorAnswer.Done;
    }
}
