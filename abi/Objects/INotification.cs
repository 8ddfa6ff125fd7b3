// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>A word of signals.</summary>
/// <remarks>A signal sets the bits of the badge of the capability it is given through and never waits; waiting takes and clears the word.
/// Interrupts arrive as signals. A notification bound to a thread also wakes it while it waits on an endpoint. Used with the
/// system calls, not by invocations: Write lets a capability signal, Read wait.</remarks>
public interface INotification : ICapability
{
}
