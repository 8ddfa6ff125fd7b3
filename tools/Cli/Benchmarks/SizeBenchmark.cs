// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Checks;
using Caprock.Tools.Image.Checks;
using Caprock.Tools.Image.Sizes;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Bytes of the kernel in each of its configurations, and of kernel memory that user level supplies for each object.</summary>
internal sealed class SizeBenchmark : IBenchmark
{
    private static readonly string[] Configurations = ["release", "debug"];

    // Of the tables a page of 4 KiB needs, the one that maps it is the last.
    private static readonly string[] TablesOfAPage = ["PML4", "PDPT", "PageDir", "PageTable"];

    private static readonly (string Title, string Name)[] Objects =
    [
        ("thread", "TCB"),
        ("scheduling context with 2 refills", "MinSchedContext"),
        ("reply object", "Reply"),
        ("endpoint", "Endpoint"),
        ("notification", "Notification"),
        ("slot of a CNode", "Slot"),
        ("pool of 512 address spaces", "ASIDPool"),
    ];

    /// <inheritdoc/>
    public string Name => "size";

    /// <inheritdoc/>
    public string Description => "bytes of the kernel in each configuration, and of each object";

    /// <inheritdoc/>
    public Report Measure()
    {
        var budget = SizeBudgets.Load().KernelTextBytes;
        List<Figure> figures = [];
        foreach (var profile in BuildOptions.Profiles)
        {
            foreach (var configuration in Configurations)
            {
                var variant = new BuildVariant(profile, configuration);
                Builder.BuildKernel(variant);
                figures.AddRange(OfKernel(variant, configuration == "release" ? budget : null));
            }
        }

        foreach (var profile in BuildOptions.Profiles)
        {
            figures.AddRange(OfObjects(profile, ObjectSizeList.Load(profile)));
        }

        return new Report(Name, "the kernels' sections and machine code; objects as the ABI's source gives their sizes", figures);
    }

    /// <summary>The figures of the objects of a profile.</summary>
    internal static IEnumerable<Figure> OfObjects(string profile, ObjectSizeList sizes)
    {
        foreach (var (title, name) in Objects)
        {
            yield return new Figure($"{profile}: {title}", sizes.BytesOf(name), "bytes");
        }

        var tables = TablesOfAPage.Aggregate(0ul, (sum, name) => sum + sizes.BytesOf(name));
        yield return new Figure($"{profile}: tables of an address space of one page", tables, "bytes");
    }

    private static IEnumerable<Figure> OfKernel(BuildVariant variant, ulong? budget)
    {
        var image = ElfImage.Load(variant.KernelWithSymbols);
        var sizes = ImageSizes.Of(image);
        var title = $"{variant.Profile} {variant.Configuration}";
        var worstStack = new CheckContext(image, CheckOptions.Kernel).Stack.Worst.Bytes;
        yield return new Figure($"{title}: text", sizes.Text, "bytes", budget);
        yield return new Figure($"{title}: read-only data and unwind tables", sizes.ReadOnlyData + sizes.Unwind, "bytes");
        yield return new Figure($"{title}: data, zero-filled included", sizes.Data + sizes.Bss, "bytes");
        yield return new Figure($"{title}: stack in use at most", (ulong)worstStack, "bytes", sizes.Stack);
    }
}
