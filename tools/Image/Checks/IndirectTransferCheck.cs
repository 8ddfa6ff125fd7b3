// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Checks;

/// <summary>Every call and jump has a target that the machine code fixes, apart from listed functions.</summary>
public sealed class IndirectTransferCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0204";

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => options.NeedsCallGraph;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (Routine routine in context.Program.Routines)
        {
            if (context.Options.AllowedIndirect.Contains(routine.Extent.Name))
            {
                continue;
            }

            foreach (IndirectTransfer transfer in routine.IndirectTransfers)
            {
                string sort = transfer.IsCall ? "calls" : "jumps";
                yield return Finding.Error(
                    Code,
                    $"{routine.Name} {sort} through a pointer at 0x{transfer.Site:x}: `{transfer.Text}`; use `switch`, or list the "
                        + "function with --allow-indirect");
            }
        }
    }
}
