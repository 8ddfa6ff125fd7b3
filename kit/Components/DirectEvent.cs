// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Components;

/// <summary>What a bit of a notification's badge means: a channel, an interrupt, or neither.</summary>
internal unsafe struct DirectEvent
{
    /// <summary>The channel, or null.</summary>
    public ComponentChannel* Channel;

    /// <summary>The interrupt, or null.</summary>
    public ComponentInterrupt* Interrupt;
}
