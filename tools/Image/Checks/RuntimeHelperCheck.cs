// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Checks;

/// <summary>The image neither contains nor refers to runtime helpers for allocation, exceptions, casts and the like.</summary>
public sealed class RuntimeHelperCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0202";

    private const int NamedCallers = 3;

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => true;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        HashSet<string> reported = [];
        foreach (ElfSymbol symbol in context.Image.Symbols)
        {
            if (RuntimeHelpers.Find(symbol.Name) is RuntimeHelper helper && reported.Add(symbol.Name))
            {
                string where = symbol.IsDefined ? Callers(context, symbol) : "it is referenced but not defined";
                yield return Finding.Error(Code, $"the image needs the runtime helper '{symbol.Name}': {helper.Cause} ({where})");
            }
        }
    }

    private static string Callers(CheckContext context, ElfSymbol symbol)
    {
        List<string> callers = [.. context.Program.Routines
            .Where(routine => routine.Transfers.Exists(transfer => transfer.Target == symbol.Value))
            .Select(routine => routine.Name)];
        string rest = callers.Count > NamedCallers ? $" and {callers.Count - NamedCallers} more" : "";
        return callers.Count == 0
            ? "no direct caller"
            : $"called by {string.Join(", ", callers.Take(NamedCallers))}{rest}";
    }
}
