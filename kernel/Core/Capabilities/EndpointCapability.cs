// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct EndpointCapability
{
    /// <summary>Address of the endpoint in the kernel's window.</summary>
    public Endpoint* Object => (Endpoint*)ObjectAddress;
}
