// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>The invocations of the 64-bit mode, numbered behind the portable ones.</summary>
[LabelOrder(1, "nSeL4ArchInvocationLabels", typeof(IPageDirectoryPointerTable))]
public static class ModeInvocationOrder
{
}
