// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;

namespace Caprock.Tools.Analyzers;

/// <summary>Makes the descriptors of the rules.</summary>
internal static class Rule
{
    /// <summary>A rule whose violation fails the build.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Caprock", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>A rule whose violation is shown in editors and does not fail the build.</summary>
    public static DiagnosticDescriptor Advice(string id, string title, string message) =>
        new(id, title, message, "Caprock", DiagnosticSeverity.Info, isEnabledByDefault: true);
}
