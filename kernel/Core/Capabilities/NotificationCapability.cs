// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct NotificationCapability
{
    /// <summary>Address of the notification in the kernel's window.</summary>
    public Notification* Object => (Notification*)ObjectAddress;

    /// <summary>Whether a capability is of this type and allows to send, in one comparison, and its view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAsSender(Capability capability, out NotificationCapability view) =>
        TryAs(capability, Create(0, true, false, 0).Value.Word0, out view);

    /// <summary>Whether a capability is of this type and allows to receive, in one comparison, and its view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAsReceiver(Capability capability, out NotificationCapability view) =>
        TryAs(capability, Create(0, false, true, 0).Value.Word0, out view);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAs(Capability capability, ulong pattern, out NotificationCapability view)
    {
        view = new NotificationCapability(capability);
        return (capability.Word0 & (pattern | Capability.TypeMask)) == pattern;
    }
}
