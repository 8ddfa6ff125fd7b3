// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Image.Subset;

namespace Caprock.Tools.Cli.Checks;

/// <summary>Whether the code of each release kernel keeps to the subset that proofs about it can deal with.</summary>
internal static class ProvableSubset
{
    /// <summary>What leaves the subset, a line each.</summary>
    public static IReadOnlyList<string> ProblemsOfAllKernels() =>
        [.. BuildOptions.Profiles.SelectMany(profile => Problems(new BuildVariant(profile, "release").KernelAssembly))];

    /// <summary>Checks the assembly of a kernel. Boot and the machine's own registers have static state, which is no part of the kernel's
    /// model.</summary>
    public static SubsetResult Check(string assembly) => SubsetCheck.Run(assembly, selects: null, IsOfMachine);

    private static bool IsOfMachine(string type) =>
        type.StartsWith("Caprock.Kernel.Platform.", StringComparison.Ordinal)
        || type.StartsWith("Caprock.Kernel.Arch.", StringComparison.Ordinal);

    private static IEnumerable<string> Problems(string assembly)
    {
        SubsetResult result = Check(assembly);
        Console.Error.WriteLine(
            $"{assembly}: {result.Methods} methods with {result.Instructions} instructions, {result.Problems.Count} leave the subset");
        return result.Methods == 0 ? [$"{assembly} has no methods"] : result.Problems;
    }
}
