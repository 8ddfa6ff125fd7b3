// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Builder;
using Caprock.Kit.Description.Messages;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>A system that a test describes, of the programs in tests/Kit.</summary>
internal sealed class DescribedSystem : IDisposable
{
    private static readonly string[] Programs = ["victim", "observer", "hub", "spoke"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-system-");

    /// <summary>Builds it.</summary>
    public DescribedSystem(string description)
        : this(description, [], [.. Programs.Select(name => $"tests.Kit.{name}")])
    {
    }

    /// <summary>Builds it of other programs: drivers and the like by their names, those of tests by their folders with dots.</summary>
    public DescribedSystem(string description, IEnumerable<string> programs, IEnumerable<string> testPrograms)
    {
        var file = Path.Combine(folder.FullName, "test.system");
        File.WriteAllText(file, description);
        IReadOnlyList<Diagnostic> messages = SystemImage.Build(new SystemOptions
        {
            Description = file,
            SearchFolders =
            [
                .. programs.Select(name => Path.GetDirectoryName(BuildOutput.Program(name, "microkit"))!),
                .. testPrograms.Select(
                    name => Path.GetDirectoryName(BuildOutput.TestSystem(name, name[(name.LastIndexOf('.') + 1)..], "microkit"))!),
            ],
            Initialiser = BuildOutput.Program("initialiser", "microkit"),
            Monitor = BuildOutput.ProgramWithSymbols("monitor", "microkit"),
            Output = Image,
        });
        Assert.Empty(messages);
    }

    /// <summary>What the kernel starts.</summary>
    public string Image => Path.Combine(folder.FullName, "image.elf");

    /// <summary>Boots it.</summary>
    public Guest Boot(IReadOnlyList<string>? arguments = null) => Guest.Start(new GuestOptions
    {
        Machine = QemuMachine.Benchmark,
        Kernel = BuildOutput.Kernel("microkit"),
        Module = Image,
        ExtraArguments = arguments ?? [],
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
