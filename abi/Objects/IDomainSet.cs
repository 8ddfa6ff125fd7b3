// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>The authority over scheduling domains.</summary>
/// <remarks>Only threads of the current domain run. Domains follow each other by a fixed schedule, which keeps their timing
/// apart.</remarks>
public interface IDomainSet : ICapability
{
    /// <summary>Moves a thread to a domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="thread">The thread.</param>
    [Invocation("DomainSetSet")]
    [Refuses(Error.InvalidArgument, "there is no such domain, or it is not a thread")]
    Error Set(byte domain, ITcb thread);

    /// <summary>Sets an entry of the schedule.</summary>
    /// <param name="index">Which entry.</param>
    /// <param name="domain">Its domain.</param>
    /// <param name="durationTicks">Its length in timer ticks (56 bits); zero with domain zero marks the end of the schedule.</param>
    [Invocation("DomainScheduleConfigure")]
    [Refuses(Error.RangeError, "there is no such entry or domain")]
    [Refuses(Error.InvalidArgument, "the length is too large, or zero for an entry that may not be an end mark")]
    Error ScheduleConfigure(ulong index, byte domain, ulong durationTicks);

    /// <summary>Sets the entry at which the schedule begins, and continues there at once.</summary>
    /// <param name="index">Which entry.</param>
    [Invocation("DomainScheduleSetStart")]
    [Refuses(Error.RangeError, "there is no such entry")]
    [Refuses(Error.InvalidArgument, "the entry marks the end")]
    Error ScheduleSetStart(ulong index);
}
