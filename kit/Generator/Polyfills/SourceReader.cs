// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Kit.Description.Source;

/// <content>What the library's compiler extension writes elsewhere.</content>
internal static partial class SourceReader
{
    private static partial Regex PositionSuffix() => new(PositionPattern, RegexOptions.CultureInvariant);
}
