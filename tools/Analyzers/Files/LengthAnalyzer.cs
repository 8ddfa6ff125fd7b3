// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Caprock.Tools.Analyzers.Files;

/// <summary>Bounds the length of files and methods.</summary>
/// <remarks>
/// A file's length is its number of lines; a method's is the number of lines of its body that are not blank, braces included.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LengthAnalyzer : DiagnosticAnalyzer
{
    /// <summary>A file is longer than is good.</summary>
    public static readonly DiagnosticDescriptor LongFile = Rule.Advice(
        "CAP4001", "Files are short", "This file has {0} lines; above {1} it is worth dividing");

    /// <summary>A file is longer than is allowed.</summary>
    public static readonly DiagnosticDescriptor TooLongFile = Rule.Error(
        "CAP4002", "Files have a limit", "This file has {0} lines; {1} are allowed");

    /// <summary>A method is longer than is good.</summary>
    public static readonly DiagnosticDescriptor LongMethod = Rule.Advice(
        "CAP4003", "Methods are short", "The body of '{0}' has {1} lines; above {2} it is worth dividing");

    /// <summary>A method is longer than is allowed.</summary>
    public static readonly DiagnosticDescriptor TooLongMethod = Rule.Error(
        "CAP4004", "Methods have a limit", "The body of '{0}' has {1} lines; {2} are allowed");

    private const int FileAdvice = 400;
    private const int FileLimit = 800;
    private const int MethodAdvice = 40;
    private const int MethodLimit = 70;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LongFile, TooLongFile, LongMethod, TooLongMethod];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxTreeAction(CheckFile);
        context.RegisterSyntaxNodeAction(
            CheckMethod,
            SyntaxKind.MethodDeclaration,
            SyntaxKind.ConstructorDeclaration,
            SyntaxKind.OperatorDeclaration,
            SyntaxKind.ConversionOperatorDeclaration,
            SyntaxKind.PropertyDeclaration,
            SyntaxKind.GetAccessorDeclaration,
            SyntaxKind.SetAccessorDeclaration,
            SyntaxKind.InitAccessorDeclaration);
    }

    private static void CheckFile(SyntaxTreeAnalysisContext context)
    {
        SourceText text = context.Tree.GetText(context.CancellationToken);
        int lines = text.Lines.Count;
        if (lines > 0 && text.Lines[lines - 1].Span.IsEmpty)
        {
            lines--;
        }

        if (lines > FileAdvice)
        {
            bool isTooLong = lines > FileLimit;
            context.ReportDiagnostic(Diagnostic.Create(
                isTooLong ? TooLongFile : LongFile,
                Location.Create(context.Tree, text.Lines[0].Span),
                lines,
                isTooLong ? FileLimit : FileAdvice));
        }
    }

    private static void CheckMethod(SyntaxNodeAnalysisContext context)
    {
        (SyntaxNode? body, SyntaxToken name) = context.Node switch
        {
            MethodDeclarationSyntax method => (Body(method.Body, method.ExpressionBody), method.Identifier),
            ConstructorDeclarationSyntax method => (Body(method.Body, method.ExpressionBody), method.Identifier),
            OperatorDeclarationSyntax method => (Body(method.Body, method.ExpressionBody), method.OperatorToken),
            ConversionOperatorDeclarationSyntax method => (Body(method.Body, method.ExpressionBody), method.OperatorKeyword),
            PropertyDeclarationSyntax property => (property.ExpressionBody, property.Identifier),
            AccessorDeclarationSyntax accessor => (Body(accessor.Body, accessor.ExpressionBody), accessor.Keyword),
            _ => (null, default),
        };
        int lines = body is null ? 0 : CountLines(body);
        if (lines > MethodAdvice)
        {
            bool isTooLong = lines > MethodLimit;
            context.ReportDiagnostic(Diagnostic.Create(
                isTooLong ? TooLongMethod : LongMethod, name.GetLocation(), name.Text, lines, isTooLong ? MethodLimit : MethodAdvice));
        }
    }

    private static SyntaxNode? Body(BlockSyntax? block, ArrowExpressionClauseSyntax? expression) => (SyntaxNode?)block ?? expression;

    private static int CountLines(SyntaxNode body)
    {
        SourceText text = body.SyntaxTree.GetText();
        LinePositionSpan span = text.Lines.GetLinePositionSpan(body.Span);
        int lines = 0;
        for (int index = span.Start.Line; index <= span.End.Line; index++)
        {
            lines += text.Lines[index].ToString().Trim().Length == 0 ? 0 : 1;
        }

        return lines;
    }
}
