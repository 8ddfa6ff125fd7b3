// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.Checks;

/// <summary>No class has an initialiser left to run: nothing would ever run it.</summary>
public sealed class ClassConstructorCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0208";

    private const string Suffix = "___cctor";

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => true;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (ElfSymbol symbol in context.Image.Symbols)
        {
            if (symbol.IsDefined && symbol.Name.EndsWith(Suffix, StringComparison.Ordinal))
            {
                string owner = symbol.Name[..^Suffix.Length];
                yield return Finding.Error(Code, $"'{owner}' has a static initialiser that the compiler could not evaluate; nothing runs "
                    + "it at start, so its statics would stay zero");
            }
        }
    }
}
