// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>How a blocked thread sent or receives.</summary>
[Flags]
public enum BlockedFlags : ulong
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The capability used allows Grant.</summary>
    CanGrant = 1,

    /// <summary>The capability used allows GrantReply.</summary>
    CanGrantReply = 2,

    /// <summary>A Call: the receiver's reply object shall name the sender.</summary>
    IsCall = 4,
}
