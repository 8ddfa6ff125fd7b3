// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Timer.Protocol;

/// <summary>The calls of <see cref="ITimer"/>, for code that gets its channel to the timer from somebody else.</summary>
public static class TimerClient
{
    // The order of the interface.
    private const uint NowLabel = 0;
    private const uint SetLabel = 1;

    /// <summary>Asks for the time.</summary>
    public static CallStatus Now(Channel timer, out ulong nanoseconds)
    {
        var message = new Message(NowLabel);
        timer.Call(ref message);
        nanoseconds = message.Word0;
        return message.Status(1);
    }

    /// <summary>Sets a timeout, whose number must be one that the timer has.</summary>
    public static CallStatus Set(Channel timer, uint number, ulong deadlineNanoseconds)
    {
        var message = new Message(SetLabel, number);
        message.Word1 = deadlineNanoseconds;
        message.Set(SetLabel, 2);
        timer.Call(ref message);
        return message.Status(1);
    }
}
