// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Sdk.Tasks;

/// <summary>A place that refers to a symbol.</summary>
/// <param name="Function">The function or section it lies in.</param>
/// <param name="File">The source file, if debugging information tells.</param>
/// <param name="Line">The line, or 0.</param>
public sealed record SymbolReference(string Function, string? File, int Line);
