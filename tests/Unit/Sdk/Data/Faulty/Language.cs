// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Is no C#.</summary>
internal static class Language
{
    [RuntimeExport("_start")]
    private static int Main()
        => undeclared;
}
