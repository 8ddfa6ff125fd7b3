// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli;
using Caprock.Tools.Cli.Benchmarks;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Checks;

namespace Caprock.Tests.Unit.Cli;

/// <summary>The verbs, what they refuse, and what they say.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<string> Verbs => [.. Program.Create().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_explains_itself(string verb)
    {
        var output = new StringWriter();

        var exitCode = Program.Create().Parse([verb, "--help"]).Invoke(new() { Output = output });

        Assert.Equal(0, exitCode);
        Assert.Contains("Description:", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--profile", "nonsense")]
    [InlineData("run", "--configuration", "fast")]
    [InlineData("bench", "nonsense")]
    [InlineData("image", "kernel")]
    [InlineData("run", "hello", "--seconds", "soon")]
    [InlineData("system", "x.system")]
    [InlineData("new")]
    [InlineData("nonsense")]
    public void What_makes_no_sense_is_refused(params string[] arguments) =>
        Assert.NotEmpty(Program.Create().Parse(arguments).Errors);

    [Fact]
    public void An_unknown_example_is_answered_with_those_that_exist()
    {
        var failure = Assert.Throws<Failure>(() => Builder.RequireExample("nonsense"));

        Assert.Contains("nonsense", failure.Message, StringComparison.Ordinal);
        Assert.Contains("calculator", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_is_booted_from_its_own_folder()
    {
        Assert.Contains("hello", Repository.Examples());
        var hello = new Example("hello", new BuildVariant("microkit", "debug"));
        Assert.EndsWith("hello.system/x64-microkit-debug/hello.image.elf", hello.Program, StringComparison.Ordinal);
        Assert.Null(hello.Prompt);
        Assert.Equal("> ", (hello with { Name = "calculator" }).Prompt);
    }

    [Fact]
    public void A_described_system_has_no_other_profile()
    {
        var error = new StringWriter();
        var before = Console.Error;
        Console.SetError(error);
        try
        {
            Assert.Equal(1, Program.Create().Parse(["run", "hello", "--no-build", "--profile", "benchmark"]).Invoke());
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains("described system", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_step_says_how_to_repeat_it()
    {
        var failure = Assert.Throws<Failure>(() => Step.Run("Failing", "sh", ["-c", "exit 7"]));

        Assert.Contains("exit code 7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("sh -c 'exit 7'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b", "tool 'a;b'")]
    [InlineData("a b", "tool 'a b'")]
    [InlineData("--x=./a-b", "tool --x=./a-b")]
    public void A_command_is_shown_as_a_shell_takes_it(string argument, string shown) =>
        Assert.Equal(shown, Step.CommandLine("tool", [argument]));

    [Fact]
    public void A_figure_over_its_limit_makes_the_report_fail()
    {
        Assert.False(new Report("x", "", [new Figure("a", 5, "bytes", 5), new Figure("b", 9, "bytes")]).HasExcess);
        Assert.True(new Report("x", "", [new Figure("a", 6, "bytes", 5)]).HasExcess);
    }

    [Fact]
    public void The_budgets_are_those_of_the_file()
    {
        var budgets = SizeBudgets.Load();

        Assert.Equal(75776ul, budgets.KernelTextBytes);
        Assert.Equal(20_000_000ul, budgets.BootInstructions);
    }
}
