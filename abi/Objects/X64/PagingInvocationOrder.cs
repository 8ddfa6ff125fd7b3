// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>The invocations that every x86 has, numbered last.</summary>
[LabelOrder(
    2, "nArchInvocationLabels", typeof(IPageDirectory), typeof(IPageTable), typeof(IIoPageTable), typeof(IPage), typeof(IAsidControl),
    typeof(IAsidPool), typeof(IIoPortControl), typeof(IIoPort), typeof(IIrqControlX64))]
public static class PagingInvocationOrder
{
}
