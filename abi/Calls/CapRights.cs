// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>Rights a capability conveys, or shall keep when it is copied.</summary>
[WordLayout]
[CName("seL4_CapRights")]
[NamedValue("None", 0, "No right.")]
[NamedValue("Write", 1, "Sending only.")]
[NamedValue("Read", 2, "Receiving only.")]
[NamedValue("ReadWrite", 3, "Sending and receiving, without capabilities.")]
[NamedValue("All", 15, "Every right.")]
public struct CapRights
{
    /// <summary>May reply, with capabilities if Grant is there too; lets Call be used without Grant.</summary>
    [Bits(3, 1)]
    public bool CanGrantReply;

    /// <summary>May send capabilities along.</summary>
    [Bits(2, 1)]
    public bool CanGrant;

    /// <summary>May receive; a page may be read.</summary>
    [Bits(1, 1)]
    public bool CanRead;

    /// <summary>May send or signal; a page may be written.</summary>
    [Bits(0, 1)]
    public bool CanWrite;
}
