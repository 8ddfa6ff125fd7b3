// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>Which command of a load is under way.</summary>
internal enum LoadStep : byte
{
    /// <summary>None.</summary>
    Free,

    /// <summary>The file is being opened.</summary>
    Open,

    /// <summary>Its size and time are being asked.</summary>
    Stat,

    /// <summary>A block is being read.</summary>
    Read,

    /// <summary>The file is being closed.</summary>
    Close,
}
