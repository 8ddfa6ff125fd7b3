// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct ThreadCapability
{
    /// <summary>Address of the thread's control block in the kernel's window.</summary>
    public Tcb* Object => (Tcb*)ObjectAddress;
}
