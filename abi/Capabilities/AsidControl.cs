// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The authority to make pools of address-space identifiers.</summary>
[CapabilityLayout(18)]
public struct AsidControl
{
}
