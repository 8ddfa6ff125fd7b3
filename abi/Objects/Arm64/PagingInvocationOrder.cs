// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>The invocations that every Arm has, numbered last.</summary>
[LabelOrder(
    2, "nArchInvocationLabels", typeof(IPageTable), typeof(IPage), typeof(IAsidControl), typeof(IAsidPool), typeof(IIrqControlArm64))]
public static class PagingInvocationOrder
{
}
