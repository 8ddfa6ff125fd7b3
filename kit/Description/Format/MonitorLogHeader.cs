// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Begin of the memory in which the monitor's lines go round; the lines follow, each ended by a line feed.</summary>
public struct MonitorLogHeader
{
    /// <summary>How many bytes the monitor has ever written; the last of them are there.</summary>
    public ulong Written;

    /// <summary>Zero.</summary>
    public ulong Reserved;
}
