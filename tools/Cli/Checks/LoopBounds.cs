// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tools.Cli.Checks;

/// <summary>Whether every loop that a kernel entry can reach has a bound, in each release kernel.</summary>
internal static class LoopBounds
{
    /// <summary>What is missing or wrong, a line each.</summary>
    public static IReadOnlyList<string> ProblemsOfAllKernels() =>
        [.. BuildOptions.Profiles.SelectMany(profile => Problems(new BuildVariant(profile, "release")))];

    /// <summary>Reads a kernel with what its source states.</summary>
    public static FlowProgram Read(BuildVariant variant) =>
        KernelEntries.Read(ElfImage.Load(variant.KernelWithSymbols), FactReader.Read(variant.KernelAssembly));

    private static IEnumerable<string> Problems(BuildVariant variant) =>
        Read(variant).Problems.Select(problem => $"{variant.KernelWithSymbols}: {problem}");
}
