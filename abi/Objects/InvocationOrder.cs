// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>The order in which the portable invocations are numbered; the first has label 1.</summary>
[LabelOrder(
    0, "nInvocationLabels", typeof(IUntyped), typeof(ITcb), typeof(ICNode), typeof(IIrqControl), typeof(IIrqHandler), typeof(IDomainSet),
    typeof(ISchedControl), typeof(ISchedContext))]
public static class InvocationOrder
{
}
