// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers;

/// <summary>Base of the analyzers that look at freestanding code only: projects that set CaprockOutput.</summary>
/// <remarks>The core library is exempt: it declares what the rules speak of.</remarks>
public abstract class FreestandingAnalyzer : DiagnosticAnalyzer
{
    private const string CoreLibrary = "CoreLib";

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            string output = BuildOptions.Output(start.Options);
            if (output.Length != 0 && start.Compilation.AssemblyName != CoreLibrary)
            {
                Register(start, output);
            }
        });
    }

    /// <summary>Registers the actions of the analyzer.</summary>
    /// <param name="context">The compilation.</param>
    /// <param name="output">What the project produces: Kernel, Component or Library.</param>
    protected abstract void Register(CompilationStartAnalysisContext context, string output);
}
