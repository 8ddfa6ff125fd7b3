// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The authority over all I/O ports.</summary>
[CapabilityLayout(20)]
public struct IoPortControl
{
}
