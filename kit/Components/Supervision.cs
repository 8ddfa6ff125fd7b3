// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>What a component with <c>monitor_control</c> in its description may ask of the monitor.</summary>
public static unsafe class Supervision
{
    /// <summary>Whether this component has it.</summary>
    public static bool IsAllowed => Configuration.Header->ControlSlot != 0;

    /// <summary>Tells what a component does.</summary>
    public static MonitorAnswer Look(uint domain, out DomainActivity activity)
    {
        var words = default(MessageWords);
        var answer = Ask(MonitorControl.Look, domain, ref words);
        activity.State = (DomainState)words.Word0;
        activity.Microseconds = words.Word1;
        activity.Restarts = words.Word2;
        activity.SystemMicroseconds = words.Word3;
        return answer;
    }

    /// <summary>Stops a component, and does not start it anew.</summary>
    public static MonitorAnswer Stop(uint domain) => Ask(MonitorControl.Stop, domain);

    /// <summary>Starts a component anew, whether it runs or not.</summary>
    public static MonitorAnswer Restart(uint domain) => Ask(MonitorControl.Restart, domain);

    /// <summary>Has the monitor write among its lines where a component is.</summary>
    public static MonitorAnswer Trace(uint domain) => Ask(MonitorControl.Trace, domain);

    private static MonitorAnswer Ask(ulong request, uint domain)
    {
        var words = default(MessageWords);
        return Ask(request, domain, ref words);
    }

    private static MonitorAnswer Ask(ulong request, uint domain, ref MessageWords words)
    {
        if (!IsAllowed)
        {
            return MonitorAnswer.NotAllowed;
        }

        words.Word0 = domain;
        var info = Kernel.Call(Configuration.Header->ControlSlot, Caprock.Abi.MessageInfo.Create(request, 0, 0, 1), ref words);
        return (MonitorAnswer)info.Label;
    }
}
