// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Commands;

/// <summary>The tool as the build calls it.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void A_good_image_prints_its_worst_case_stack_and_succeeds()
    {
        (int code, string output) = Check(".global _start\n_start: push rax\n pop rax\n ret" + ImageBuilder.KernelStack);
        Assert.Equal(0, code);
        Assert.Contains("worst-case stack: 8 of 4096 bytes (path _start)", output);
    }

    [Fact]
    public void A_bad_image_fails_with_lines_that_the_build_recognises()
    {
        (int code, string output) = Check(".global _start\n_start: movups xmm0, [rdi]\n ret" + ImageBuilder.KernelStack);
        Assert.Equal(1, code);
        Assert.Matches(@"^/\S+ : error CAPROCK0201: _start uses ", output);
    }

    [Fact]
    public void A_missing_file_and_a_file_that_is_no_image_fail_with_such_a_line_too()
    {
        (int code, string output) = Run("check", "--kind", "kernel", "/nonexistent/kernel.elf");
        Assert.Equal(1, code);
        Assert.Contains(" : error CAPROCK0200: ", output);
        (code, output) = Run("check", "--kind", "component", typeof(ImageChecker).Assembly.Location);
        Assert.Equal(1, code);
        Assert.Contains("magic number", output);
    }

    [Fact]
    public void Sizes_are_printed_for_people_and_for_programs()
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, ImageBuilder.BuildBytes(".global _start\n_start: ret" + ImageBuilder.KernelStack));
        Assert.Matches(@"text\s+1\n", Run("sizes", file).Output);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(Run("sizes", "--json", file).Output);
        Assert.Equal(4096, json.RootElement.GetProperty("stack").GetInt32());
        Assert.Equal(4097, json.RootElement.GetProperty("total").GetInt32());
        File.Delete(file);
    }

    [Fact]
    public void A_missing_tool_is_named_with_the_command_that_installs_it()
    {
        string file = typeof(ImageChecker).Assembly.Location;
        string[] all = ["exec", file, "iso", "--kernel", file, "--module", file, "-o", "out.iso"];
        Dictionary<string, string> variables = new() { ["PATH"] = "/nonexistent" };
        (int code, string errors) = new HostCommand("dotnet", all) { Variables = variables }.Run();
        Assert.Equal(1, code);
        Assert.Contains("'grub-mkrescue' is not installed; on Debian: apt-get install", errors);
    }

    private static (int Code, string Output) Check(string assembly)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, ImageBuilder.BuildBytes(assembly));
            return Run("check", "--kind", "kernel", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        ToolResult result = HostTool.Run("dotnet", ["exec", typeof(ImageChecker).Assembly.Location, .. arguments]);
        return (result.ExitCode, result.Answer);
    }
}
