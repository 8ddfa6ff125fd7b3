// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>What happens with a sector in memory.</summary>
internal enum CacheState : byte
{
    /// <summary>There is none.</summary>
    Empty,

    /// <summary>It is being read.</summary>
    Loading,

    /// <summary>It is there.</summary>
    Valid,

    /// <summary>It is there and being written: it may be read and not changed.</summary>
    Writing,

    /// <summary>It is there and is to be written when the device takes another request.</summary>
    Stalled,

    /// <summary>It could not be read, which nobody has been told yet.</summary>
    Failed,
}
