// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Mutants;

/// <summary>A seeded fault: a text that occurs once in a file of kernel/Core, and what stands there instead.</summary>
/// <param name="Number">Place in the table.</param>
/// <param name="File">File below kernel/Core.</param>
/// <param name="Description">What is wrong.</param>
/// <param name="Original">The text as it is.</param>
/// <param name="Mutated">The text with the fault.</param>
/// <param name="Equivalence">Why nothing can tell the fault from the original, null when something must.</param>
internal sealed record Mutant(int Number, string File, string Description, string Original, string Mutated, string? Equivalence)
{
    /// <summary>The source with the fault.</summary>
    /// <exception cref="InvalidDataException">The text does not occur exactly once.</exception>
    public string Apply(string source)
    {
        int first = source.IndexOf(Original, StringComparison.Ordinal);
        if (first < 0 || source.IndexOf(Original, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidDataException($"mutant {Number}: \"{Original}\" does not occur exactly once in {File}");
        }

        return source[..first] + Mutated + source[(first + Original.Length)..];
    }
}
