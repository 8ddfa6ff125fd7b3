// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Checks;

/// <summary>The worst-case stack fits the stack.</summary>
public sealed class StackCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0206";

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => options.StackLimit is not null;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        if (!context.Options.StackLimit!.TryResolve(context.Image, out int limit, out string reason))
        {
            yield return Finding.Error(Code, $"the size of the stack is unknown: {reason}");
            yield break;
        }

        if (context.Cycles.Recursions().Any())
        {
            yield break;
        }

        WorstStack worst = context.Stack.Worst;
        string figure = $"worst-case stack: {worst.Bytes} of {limit} bytes (path {worst.PathText})";
        yield return worst.Bytes > limit ? Finding.Error(Code, figure) : Finding.Note(figure);
    }
}
