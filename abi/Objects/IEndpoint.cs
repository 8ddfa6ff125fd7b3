// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>A place where threads meet to pass messages.</summary>
/// <remarks>A sender waits until a receiver is there and the other way round; the message is copied straight from one to the other.
/// Used with the system calls, not by invocations. Write lets a capability send, Read receive, Grant send capabilities along,
/// GrantReply be called without passing capabilities. The badge of the capability used tells the receiver who sent.</remarks>
public interface IEndpoint : ICapability
{
}
