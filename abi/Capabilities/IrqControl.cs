// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The authority over all interrupts.</summary>
[CapabilityLayout(9)]
public struct IrqControl
{
}
