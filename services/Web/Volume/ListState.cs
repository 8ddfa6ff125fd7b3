// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>What is known of the folder of uploads.</summary>
internal enum ListState : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The file server is being asked.</summary>
    Asking,

    /// <summary>A part of the list is there.</summary>
    Ready,
}
