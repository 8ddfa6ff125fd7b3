// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Rights of a capability, as the kernel encodes them.</summary>
/// <remarks>Source: libsel4, seL4_CapRights.</remarks>
public static class Rights
{
    /// <summary>Send, signal, store.</summary>
    public const uint Write = 1;

    /// <summary>Receive, wait, load.</summary>
    public const uint Read = 2;

    /// <summary>Pass capabilities on.</summary>
    public const uint Grant = 4;

    /// <summary>Be replied to.</summary>
    public const uint GrantReply = 8;

    /// <summary>All.</summary>
    public const uint All = 15;

    /// <summary>Call, without passing capabilities on.</summary>
    public const uint Call = Write | GrantReply;
}
