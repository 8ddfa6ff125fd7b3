// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>What is known of a file.</summary>
public enum FileState : byte
{
    /// <summary>Nothing: the place is free.</summary>
    Unknown,

    /// <summary>The file server is being asked.</summary>
    Asking,

    /// <summary>It is there.</summary>
    Present,

    /// <summary>It was not there a moment ago.</summary>
    Absent,

    /// <summary>The file server could not say, or could not read it.</summary>
    Failed,
}
