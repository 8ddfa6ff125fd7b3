// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Where an activity is, for whoever awaits its end.</summary>
internal struct ActivityState
{
    /// <summary>Signalled when it is through.</summary>
    public Event End;

    /// <summary>Whether it has begun and is not through.</summary>
    public bool IsUnderWay;
}
