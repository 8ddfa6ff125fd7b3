// SPDX-License-Identifier: BSD-2-Clause
namespace Components;

/// <summary>A time of day.</summary>
internal struct Time
{
    /// <summary>The hour, from 0 to 23.</summary>
    public byte Hour;

    /// <summary>The minute.</summary>
    public byte Minute;

    /// <summary>The second.</summary>
    public byte Second;
}
