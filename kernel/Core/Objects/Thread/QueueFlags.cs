// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>Which scheduler queue holds a thread.</summary>
[Flags]
public enum QueueFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The ready queue of its domain and priority.</summary>
    Ready = 1,

    /// <summary>The release queue, waiting for its next refill.</summary>
    Release = 2,
}
