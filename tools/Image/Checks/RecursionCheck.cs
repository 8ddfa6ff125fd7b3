// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Checks;

/// <summary>No routine can call itself, directly or through others.</summary>
public sealed class RecursionCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0205";

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => options.NeedsCallGraph;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (IReadOnlyList<Routine> cycle in context.Cycles.Recursions())
        {
            yield return Finding.Error(Code, $"recursion: {string.Join(" -> ", cycle.Select(routine => routine.Name))}");
        }
    }
}
