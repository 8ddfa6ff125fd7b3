// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>How far the writing of changes is. Between two parts lies a flush of the device.</summary>
internal enum CommitStage : byte
{
    /// <summary>None is going on.</summary>
    None,

    /// <summary>What nothing refers to yet: data, new directories, chains of new clusters.</summary>
    New,

    /// <summary>That is made durable.</summary>
    FlushNew,

    /// <summary>Chains go on in new clusters.</summary>
    Links,

    /// <summary>The table is written.</summary>
    WriteLinks,

    /// <summary>It is made durable.</summary>
    FlushLinks,

    /// <summary>Entries of directories.</summary>
    Entries,

    /// <summary>They are made durable.</summary>
    FlushEntries,

    /// <summary>A chain ends earlier.</summary>
    Cut,

    /// <summary>The table is written.</summary>
    WriteCut,

    /// <summary>It is made durable.</summary>
    FlushCut,

    /// <summary>Clusters to which nothing refers any more are free.</summary>
    Frees,

    /// <summary>The hints about free clusters.</summary>
    Hints,

    /// <summary>The table and the hints are written.</summary>
    WriteFrees,
}
