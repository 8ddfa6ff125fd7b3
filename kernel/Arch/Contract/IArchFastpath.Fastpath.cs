// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>The invocation of the architecture's objects that is made most often. Alias: ArchFastpath.</summary>
public unsafe interface IArchFastpath
{
    /// <summary>The invocation.</summary>
    static abstract InvocationLabel Label { get; }

    /// <summary>Serves a call of the current thread, of the capability in a slot, with that label and one capability in its message,
    /// if everything is as it has to be; else changes nothing.</summary>
    static abstract bool TryCall(Tcb* thread, Slot* slot, MessageInfo info);
}
