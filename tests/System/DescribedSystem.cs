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
    {
        var file = Path.Combine(folder.FullName, "test.system");
        File.WriteAllText(file, description);
        IReadOnlyList<Diagnostic> messages = SystemImage.Build(new SystemOptions
        {
            Description = file,
            SearchFolders = [.. Programs.Select(name => Path.GetDirectoryName(BuildOutput.TestSystem($"tests.Kit.{name}", name, "microkit"))!)],
            Initialiser = BuildOutput.Program("initialiser", "microkit"),
            Monitor = BuildOutput.ProgramWithSymbols("monitor", "microkit"),
            Output = Image,
        });
        Assert.Empty(messages);
    }

    /// <summary>What the kernel starts.</summary>
    public string Image => Path.Combine(folder.FullName, "image.elf");

    /// <summary>Boots it.</summary>
    public Guest Boot() => Guest.Start(new GuestOptions
    {
        Machine = QemuMachine.Benchmark,
        Kernel = BuildOutput.Kernel("microkit"),
        Module = Image,
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
