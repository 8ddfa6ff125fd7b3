// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct NotificationCapability
{
    /// <summary>Address of the notification in the kernel's window.</summary>
    public Notification* Object => (Notification*)ObjectAddress;
}
