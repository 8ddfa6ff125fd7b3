// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Building;

/// <summary>One way of building kernel and components, and where the results lie.</summary>
/// <param name="Profile">Profile of the ABI, in lower case.</param>
/// <param name="Configuration">debug or release.</param>
/// <param name="HasFastpath">Whether the kernel has its fast paths.</param>
internal sealed record BuildVariant(string Profile, string Configuration, bool HasFastpath = true)
{
    private string Folder => $"x64-{Profile}-{Configuration}{(HasFastpath ? "" : "-ordinary")}";

    /// <summary>The kernel with its symbols.</summary>
    public string KernelWithSymbols => Output("Kernel", "kernel.elf");

    /// <summary>The kernel as multiboot 1 loaders take it.</summary>
    public string Kernel => Output("Kernel", "kernel.elf32");

    /// <summary>The kernel's assembly, which the ahead-of-time compiler compiled.</summary>
    public string KernelAssembly => Output("Kernel", "Kernel.dll");

    /// <summary>A program ready to be loaded.</summary>
    public string Program(string name) => Output(name, $"{name}.stripped.elf");

    /// <summary>A program with its symbols.</summary>
    public string ProgramWithSymbols(string name) => Output(name, $"{name}.elf");

    /// <summary>A file of a described system.</summary>
    public string System(string name, string file) => Output($"{name}.system", file);

    /// <summary>The arguments of dotnet build for this variant.</summary>
    public IReadOnlyList<string> Arguments(string project) =>
    [
        "build", project, "-c", Capitalise(Configuration), $"-p:CaprockProfile={Capitalise(Profile)}",
        .. HasFastpath ? (string[])[] : ["-p:CaprockFastpath=false"],
        "-v", "q", "-nologo", "-nodeReuse:false", "-m:2",
    ];

    private static string Capitalise(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string Output(string project, string file) => Repository.Locate("artifacts", "bin", project, Folder, file);
}
