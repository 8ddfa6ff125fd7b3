// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>What is in a block of the cache.</summary>
internal enum BlockState : byte
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>It is to be read.</summary>
    Wanted,

    /// <summary>It is being read.</summary>
    Loading,

    /// <summary>It was read.</summary>
    Ready,

    /// <summary>It was being read, or is lent, and nobody else may have it: its file has changed.</summary>
    Orphan,
}
