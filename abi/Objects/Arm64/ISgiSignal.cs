// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>The right to signal one software-generated interrupt to one core, by sending on the capability.</summary>
public interface ISgiSignal : ICapability
{
}
