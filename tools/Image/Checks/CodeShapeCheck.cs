// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Checks;

/// <summary>All reachable code decodes, and the stack pointer moves only by amounts that are in the code.</summary>
/// <remarks>Without it the other checks of machine code would claim more than they saw.</remarks>
public sealed class CodeShapeCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0207";

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => options.NeedsCallGraph;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context) =>
        from routine in context.Program.Routines
        from problem in routine.Problems
        select Finding.Error(Code, $"{routine.Name} at 0x{problem.Site:x}: {Explain(problem)}");

    private static string Explain(CodeProblem problem) => problem.Kind switch
    {
        CodeProblemKind.NotCode => $"control reaches {problem.Text}",
        CodeProblemKind.VariableStack => $"`{problem.Text}` moves the stack pointer by an amount that is not in the code",
        _ => $"the stack has no bound: {problem.Text}",
    };
}
