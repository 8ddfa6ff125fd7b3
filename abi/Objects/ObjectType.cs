// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>Types of objects that Retype makes from untyped memory.</summary>
[CEnum("api_object", Prefix = "seL4_", IsWidened = false)]
public enum ObjectType : ulong
{
    /// <summary>Memory that objects are made from.</summary>
    [CName("seL4_UntypedObject")]
    Untyped,

    /// <summary>Thread control block.</summary>
    [CName("seL4_TCBObject")]
    Tcb,

    /// <summary>Rendezvous for messages.</summary>
    [CName("seL4_EndpointObject")]
    Endpoint,

    /// <summary>Word of signals.</summary>
    [CName("seL4_NotificationObject")]
    Notification,

    /// <summary>CNode: slots for capabilities.</summary>
    [CName("seL4_CapTableObject")]
    CapTable,

    /// <summary>Right to processor time.</summary>
    [CName("seL4_SchedContextObject")]
    SchedContext,

    /// <summary>Place for a caller that waits for its reply.</summary>
    [CName("seL4_ReplyObject")]
    Reply,
}
