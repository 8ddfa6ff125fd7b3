// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Kit.Description.Model;

/// <content>What the library's compiler extension writes elsewhere.</content>
public readonly partial record struct PciAddress
{
    private static partial Regex Parts() => new(PartsPattern, RegexOptions.CultureInvariant);
}
