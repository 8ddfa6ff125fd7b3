// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct SchedContextCapability
{
    /// <summary>Address of the scheduling context in the kernel's window.</summary>
    public SchedContext* Object => (SchedContext*)ObjectAddress;
}
