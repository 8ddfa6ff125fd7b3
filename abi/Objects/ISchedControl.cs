// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>The authority over the time of one processor core.</summary>
/// <remarks>The initial thread has one for each core.</remarks>
public interface ISchedControl : ICapability
{
    /// <summary>Sets what a scheduling context may use. A running thread feels it at once.</summary>
    /// <param name="schedContext">The scheduling context.</param>
    /// <param name="budgetMicroseconds">Time it may use in a period.</param>
    /// <param name="periodMicroseconds">Length of a period; equal to the budget means round robin.</param>
    /// <param name="extraRefills">Further pieces the budget may be divided into, besides two.</param>
    /// <param name="badge">Told to timeout handlers.</param>
    /// <param name="flags">Flags.</param>
    [Invocation("SchedControlConfigureFlags")]
    [Refuses(Error.InvalidCapability, "it is not a scheduling context")]
    [Refuses(
        Error.RangeError,
        "budget or period are too short or too long, the budget is longer than the period, or the refills do not fit in the object")]
    Error ConfigureFlags(
        ISchedContext schedContext,
        ulong budgetMicroseconds,
        ulong periodMicroseconds,
        ulong extraRefills,
        ulong badge,
        SchedContextFlags flags);
}
