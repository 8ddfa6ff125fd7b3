// SPDX-License-Identifier: BSD-2-Clause
namespace Components;

/// <summary>What the driver does for who may call it.</summary>
[Procedures]
internal interface IClock
{
    /// <summary>The time of day.</summary>
    Time Now();
}
