// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Abi;

/// <summary>The generated C header, through a C compiler.</summary>
public class HeaderTests
{
    [Theory]
    [InlineData("x86_64-mcs-conformance", "Conformance", true)]
    [InlineData("x86_64-mcs-benchmark", "Benchmark", false)]
    [InlineData("aarch64-mcs-conformance", "Arm64/Conformance", true)]
    public void A_C_compiler_finds_every_number_and_offset_of_the_list_in_the_header(string list, string folder, bool isDebug)
    {
        var text = new StringBuilder();
        text.Append(isDebug ? "#define CAPROCK_DEBUG\n" : "").Append("#include \"caprock.h\"\n");
        foreach (var number in NumberList.Read(list).Numbers)
        {
            text.Append($"_Static_assert({number.Name} == {number.Value}, \"{number.Name}\");\n");
        }

        foreach (var structure in NumberList.Read(list).Structures)
        {
            text.Append($"_Static_assert(sizeof({structure.Name}) == {structure.Size}, \"{structure.Name}\");\n");
            foreach (var field in structure.Fields)
            {
                text.Append($"_Static_assert(offsetof({structure.Name}, {field.Name}) == {field.Offset}, \"{field.Name}\");\n");
            }
        }

        Assert.Equal("", Compile(text.ToString(), Path.Combine(Repository.Root, "abi", "Generated", folder)));
    }

    [Fact]
    public void A_wrong_number_does_not_pass_the_C_compiler()
    {
        var folder = Path.Combine(Repository.Root, "abi", "Generated", "Conformance");
        Assert.Contains(
            "static assertion failed",
            Compile("#include \"caprock.h\"\n_Static_assert(seL4_TCBBits == 12, \"\");\n", folder),
            StringComparison.Ordinal);
    }

    private static string Compile(string text, string folder) =>
        new HostCommand("clang", ["-x", "c", "-fsyntax-only", "-I", folder, "-"]) { Input = text }.Run()
            .Output.Replace("static_assert failed", "static assertion failed", StringComparison.Ordinal);
}
