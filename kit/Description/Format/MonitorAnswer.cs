// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Label of the monitor's answer.</summary>
public enum MonitorAnswer : ulong
{
    /// <summary>It is done.</summary>
    Done = 0,

    /// <summary>There is no such request.</summary>
    NoSuchRequest = 1,

    /// <summary>There is no such protection domain.</summary>
    NoSuchDomain = 2,

    /// <summary>The description does not allow it.</summary>
    NotAllowed = 3,

    /// <summary>The description has no policy to start it anew, so nobody has kept what it began with.</summary>
    NotKept = 4,
}
