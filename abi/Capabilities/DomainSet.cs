// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The authority over scheduling domains.</summary>
[CapabilityLayout(11)]
public struct DomainSet
{
}
