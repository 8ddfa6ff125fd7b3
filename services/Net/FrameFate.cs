// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What becomes of the buffer of a received frame.</summary>
public enum FrameFate : byte
{
    /// <summary>The stack is done with it: its owner may use it again.</summary>
    Done,

    /// <summary>A socket's queue holds it; the stack gives it back through <see cref="ILink{TSelf}.Recycle"/>.</summary>
    Kept,
}
