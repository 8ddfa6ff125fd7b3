// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;

namespace Caprock.Tools.Cli.Building;

/// <summary>A folder of examples/, built in one way: a root task with its components, or a described system.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Variant">How it is built.</param>
internal sealed record Example(string Name, BuildVariant Variant)
{
    /// <summary>The profile that described systems have.</summary>
    public const string DescribedProfile = "microkit";

    /// <summary>Whether the example is a described system: a description of its name lies in its folder.</summary>
    public static bool IsDescribed(string name) => File.Exists(Repository.Locate("examples", name, $"{name}.system"));

    /// <summary>The kernel as multiboot 1 loaders take it.</summary>
    public string Kernel => IsDescribed(Name) ? Output("kernel.elf32") : Variant.Kernel;

    /// <summary>The kernel with its symbols.</summary>
    public string KernelWithSymbols => IsDescribed(Name) ? Output("kernel.elf") : Variant.KernelWithSymbols;

    /// <summary>What the kernel starts.</summary>
    public string Program => IsDescribed(Name) ? Output($"{Name}.image.elf") : Variant.Program(Name);

    /// <summary>Its programs with symbols, for a debugger.</summary>
    public IEnumerable<string> ProgramsWithSymbols =>
        Repository.Components(Name).Where(component => !IsDescribed(Name) || component.Path != Repository.ProjectOf(Name))
            .Select(component => Variant.ProgramWithSymbols(component.Name));

    /// <summary>What it writes when it wants a line typed, as its project says; null when it wants none.</summary>
    public string? Prompt =>
        XDocument.Load(Repository.ProjectOf(Name)).Descendants("CaprockPrompt").FirstOrDefault()?.Value;

    /// <summary>Builds the kernel and the example.</summary>
    public void Build()
    {
        if (!IsDescribed(Name))
        {
            Builder.BuildKernel(Variant);
        }

        Builder.BuildExample(Variant, Name);
    }

    private string Output(string file) =>
        Repository.Locate("artifacts", "bin", $"{Name}.system", $"x64-{DescribedProfile}-{Variant.Configuration}", file);
}
