// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>What a protection domain does, as far as its registers tell.</summary>
public enum DomainState : ulong
{
    /// <summary>It runs, or would if it had time.</summary>
    Runs = 0,

    /// <summary>It waits for an event.</summary>
    Waits = 1,

    /// <summary>It waits for an answer.</summary>
    Calls = 2,

    /// <summary>It has stopped with a fault.</summary>
    Failed = 3,

    /// <summary>It has stopped with a fault, and will be started anew.</summary>
    StartsSoon = 4,

    /// <summary>It was stopped by a request.</summary>
    Stopped = 5,
}
