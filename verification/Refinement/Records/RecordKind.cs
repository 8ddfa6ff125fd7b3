// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Records;

/// <summary>What a record describes.</summary>
public enum RecordKind
{
    /// <summary>A slot that holds a capability.</summary>
    Capability,

    /// <summary>Place of a slot in the derivation forest.</summary>
    Derivation,

    /// <summary>A CNode.</summary>
    CNode,

    /// <summary>A thread.</summary>
    Thread,

    /// <summary>An endpoint with its queue.</summary>
    Endpoint,

    /// <summary>A notification with its signals or queue.</summary>
    Notification,

    /// <summary>A reply object.</summary>
    Reply,

    /// <summary>A scheduling context.</summary>
    SchedContext,

    /// <summary>A frame.</summary>
    Frame,

    /// <summary>A paging structure with its entries.</summary>
    Table,

    /// <summary>A pool of address-space identifiers.</summary>
    AsidPool,

    /// <summary>What the processor does.</summary>
    Processor,

    /// <summary>Ready threads of a domain and priority.</summary>
    Ready,

    /// <summary>Threads that wait for budget.</summary>
    Release,

    /// <summary>Use of an interrupt.</summary>
    Interrupt,

    /// <summary>A place in the table of pools.</summary>
    PoolOf,

    /// <summary>64 I/O ports and which of them somebody has.</summary>
    Ports,
}
