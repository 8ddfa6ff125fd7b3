// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>A place for a caller that waits for its reply.</summary>
/// <remarks>Given to a receive, it names the caller of the message received. Sending on it answers the caller and gives it back the
/// scheduling context it lent. Nested calls form a stack of reply objects on that scheduling context. Used with the system calls,
/// not by invocations.</remarks>
public interface IReply : ICapability
{
}
