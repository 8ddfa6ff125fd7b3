// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;

namespace Caprock.Tools.Cli.Building;

/// <summary>A described system in a folder of examples/, built in one way.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Variant">How it is built.</param>
internal sealed record Example(string Name, BuildVariant Variant)
{
    /// <summary>The profile that described systems have.</summary>
    public const string DescribedProfile = "microkit";

    /// <summary>The kernel as multiboot 1 loaders take it.</summary>
    public string Kernel => Output("kernel.elf32");

    /// <summary>The kernel with its symbols.</summary>
    public string KernelWithSymbols => Output("kernel.elf");

    /// <summary>What the kernel starts.</summary>
    public string Program => Output($"{Name}.image.elf");

    /// <summary>Its programs with symbols, for a debugger.</summary>
    public IEnumerable<string> ProgramsWithSymbols =>
        Repository.Components(Name).Where(component => component.Path != Repository.ProjectOf(Name))
            .Select(component => Variant.ProgramWithSymbols(component.Name));

    /// <summary>What it writes when it wants a line typed, as its project says; null when it wants none.</summary>
    public string? Prompt =>
        XDocument.Load(Repository.ProjectOf(Name)).Descendants("CaprockPrompt").FirstOrDefault()?.Value;

    /// <summary>Builds the kernel and the example.</summary>
    public void Build() => Builder.BuildExample(Variant, Name);

    private string Output(string file) => Variant.System(Name, file);
}
