// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct EndpointCapability
{
    /// <summary>Address of the endpoint in the kernel's window.</summary>
    public Endpoint* Object => (Endpoint*)ObjectAddress;

    /// <summary>Whether a capability is of this type and allows to send, in one comparison, and its view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAsSender(Capability capability, out EndpointCapability view) =>
        TryAs(capability, Create(0, true, false, false, false, 0).Value.Word0, out view);

    /// <summary>Whether a capability is of this type and allows to receive, in one comparison, and its view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAsReceiver(Capability capability, out EndpointCapability view) =>
        TryAs(capability, Create(0, false, true, false, false, 0).Value.Word0, out view);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAs(Capability capability, ulong pattern, out EndpointCapability view)
    {
        view = new EndpointCapability(capability);
        return (capability.Word0 & (pattern | Capability.TypeMask)) == pattern;
    }
}
