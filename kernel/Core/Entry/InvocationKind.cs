// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Entry;

/// <summary>How a message is sent.</summary>
public enum InvocationKind : ulong
{
    /// <summary>Blocks until received and waits for the reply.</summary>
    Call,

    /// <summary>Blocks until received.</summary>
    Send,

    /// <summary>Is dropped when nobody waits for it.</summary>
    NonBlockingSend,

    /// <summary>As NonBlockingSend, with a receive to follow; may donate the scheduling context.</summary>
    FirstPhase,
}
