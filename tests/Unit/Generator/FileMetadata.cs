// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;
using Caprock.Kit.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tests.Unit.Generator;

/// <summary>Says that files whose names contain .system are descriptions, as the build does for items.</summary>
internal sealed class FileMetadata : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(false);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(textFile.Path.Contains(".system", StringComparison.Ordinal));

    private sealed class Options(bool isSystem) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = isSystem && key == SystemGenerator.Metadata ? "true" : null;
            return value is not null;
        }
    }
}
