// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>Access to mapped memory.</summary>
[Flags]
public enum Permissions
{
    /// <summary>No access.</summary>
    None = 0,

    /// <summary>Load.</summary>
    Read = 1,

    /// <summary>Store.</summary>
    Write = 2,

    /// <summary>Execute.</summary>
    Execute = 4,
}
