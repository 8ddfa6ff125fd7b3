// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults;

/// <summary>Words of the message about an exhausted budget.</summary>
[CEnum("seL4_Timeout_Msg", Prefix = "seL4_Timeout_")]
public enum TimeoutMessage : ulong
{
    /// <summary>Badge of the scheduling context.</summary>
    Data,

    /// <summary>Microseconds used since they were last asked for.</summary>
    Consumed,

    /// <summary>Number of words.</summary>
    Length,
}
