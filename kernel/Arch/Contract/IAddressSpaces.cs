// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>Address spaces as the portable kernel sees them. Alias: AddressSpaces.</summary>
public unsafe interface IAddressSpaces
{
    /// <summary>Loads the thread's address space, or the kernel's own when the thread has none that is valid.</summary>
    static abstract void SwitchTo(Tcb* thread);

    /// <summary>Whether a capability may be a thread's address-space root (assigned to an ASID).</summary>
    static abstract bool IsValidRoot(Capability capability);

    /// <summary>Checks an IPC buffer's address and frame: writable, not device, aligned, inside the frame.</summary>
    static abstract Error CheckIpcBuffer(ulong address, Capability frame);

    /// <summary>The IPC buffer of a thread in the kernel's window, null when it has none the kernel may use for writing (receiving) or
    /// reading.</summary>
    static abstract ulong* LookupIpcBuffer(Tcb* thread, bool forWriting);
}
