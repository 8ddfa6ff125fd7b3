// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Caprock.Kit.Generator.Values;

/// <summary>A place in a file; unlike the compiler's own kind it keeps no compilation alive.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>The compiler's kind.</summary>
    public Location ToLocation() => Location.Create(Path, Span, Lines);

    /// <summary>Where a piece of code is.</summary>
    public static Place Of(SyntaxNode node) => Of(node.GetLocation())!;

    /// <summary>A place in a source file; null for anything else.</summary>
    public static Place? Of(Location? location) => location?.SourceTree is SyntaxTree tree
        ? new Place(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : null;
}
