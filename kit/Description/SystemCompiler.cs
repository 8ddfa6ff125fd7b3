// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Checking;
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;
using Caprock.Kit.Description.Reading;

namespace Caprock.Kit.Description;

/// <summary>From the text of a description to a system laid out.</summary>
public static class SystemCompiler
{
    /// <summary>Reads and checks a description without its programs: what a generator of names needs.</summary>
    public static CompilationResult Read(string text, IDescriptionFiles files)
    {
        DiagnosticList diagnostics = new();
        SystemDescription? system = Read(text, files, diagnostics);
        return new CompilationResult(system, null, diagnostics.InOrder());
    }

    /// <summary>Reads, checks and lays out a description with its programs.</summary>
    public static CompilationResult Compile(string text, IDescriptionFiles files, LayoutOptions options)
    {
        DiagnosticList diagnostics = new();
        SystemDescription? system = Read(text, files, diagnostics);
        if (system is null)
        {
            return new CompilationResult(null, null, diagnostics.InOrder());
        }

        diagnostics.NextStage();
        IReadOnlyList<Program?> programs = ProgramReader.Read(system, files, diagnostics);
        ProgramRules.Check(system, programs, diagnostics);
        CapacityRules.Check(system, programs, options, diagnostics);
        Program? monitor = ProgramReader.ReadMonitor(options.MonitorPath, files, diagnostics);
        SystemLayout? layout = diagnostics.HasErrors ? null : LayoutPlanner.Plan(system, [.. programs.OfType<Program>(), monitor!]);
        return new CompilationResult(system, layout, diagnostics.InOrder());
    }

    private static SystemDescription? Read(string text, IDescriptionFiles files, DiagnosticList diagnostics)
    {
        SystemDescription? system = DescriptionReader.Read(text, files, diagnostics);
        if (system is not null)
        {
            diagnostics.NextStage();
            Checker.Check(system, diagnostics);
        }

        return system;
    }
}
