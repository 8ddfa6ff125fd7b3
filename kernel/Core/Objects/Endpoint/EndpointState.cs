// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>Who waits in an endpoint's queue.</summary>
public enum EndpointState : ulong
{
    /// <summary>Nobody.</summary>
    Idle = 0,

    /// <summary>Threads blocked on send.</summary>
    Sending = 1,

    /// <summary>Threads blocked on receive.</summary>
    Receiving = 2,
}
