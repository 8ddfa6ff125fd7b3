// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Timer.Protocol;

/// <summary>What a client asks of a timer. It notifies when one or more of the client's timeouts have passed.</summary>
[Procedures]
public interface ITimer
{
    /// <summary>Nanoseconds since some moment before the first call; never less than before.</summary>
    ulong Now();

    /// <summary>
    /// Sets the timeout of a number below <see cref="TimerProtocol.MostTimeouts"/>, replacing it; false when there is no such number.
    /// </summary>
    bool Set(uint number, ulong deadlineNanoseconds);

    /// <summary>Takes a timeout back, also one that has passed and was not taken yet.</summary>
    void Cancel(uint number);

    /// <summary>The timeouts that have passed since the last call: a bit for each.</summary>
    ulong TakePassed();
}
