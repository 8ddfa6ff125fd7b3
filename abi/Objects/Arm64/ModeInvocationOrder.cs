// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>The invocations of the 64-bit state, numbered behind the portable ones.</summary>
[LabelOrder(1, "nSeL4ArchInvocationLabels", typeof(IVSpace), typeof(ISecureMonitor))]
public static class ModeInvocationOrder
{
}
