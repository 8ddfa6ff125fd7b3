// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Generator;

/// <summary>Complete generated files, for components and descriptions in the folder Golden.</summary>
/// <remarks>Set CAPROCK_WRITE_GOLDEN to write the files anew; look at the difference before it is committed.</remarks>
public sealed class GoldenTests
{
    private static readonly string s_folder = Path.Combine(Library.Root, "tests/Unit/Generator/Golden");

    public static TheoryData<string> Names =>
    [
        .. Directory.EnumerateFiles(s_folder, "*.system")
            .Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_part_of_a_component_is_as_expected(string name)
    {
        string Read(string ending) => File.ReadAllText(Path.Combine(s_folder, name + ending));
        string generated = Build.Run([(name + ".system", Read(".system"))], Read(".component.cs")).Source();
        if (Environment.GetEnvironmentVariable("CAPROCK_WRITE_GOLDEN") is not null)
        {
            File.WriteAllText(Path.Combine(s_folder, name + ".expected.cs"), generated);
        }

        Assert.Equal(Read(".expected.cs"), generated);
    }
}
