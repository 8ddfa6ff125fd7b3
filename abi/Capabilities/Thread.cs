// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A thread.</summary>
[CapabilityLayout(6, NamesObject = true)]
public struct Thread
{
}
