// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct ReplyCapability
{
    /// <summary>Address of the reply object in the kernel's window.</summary>
    public Reply* Object => (Reply*)ObjectAddress;
}
