// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Cli;

/// <summary>How programs of the host are run.</summary>
public sealed class HostToolTests
{
    [Fact]
    public void Both_outputs_and_the_exit_code_are_told()
    {
        var result = HostTool.Run("sh", "-c", "echo bad >&2; echo good; exit 3");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("good\nbad\n", result.Output);
        Assert.Equal("good\n", result.Answer);
    }

    [Fact]
    public void Arguments_are_given_as_they_are() =>
        Assert.Equal("a b|$HOME|'|", HostTool.Require("printf", "%s|", "a b", "$HOME", "'"));

    [Fact]
    public void A_tool_that_must_succeed_and_does_not_is_an_error_with_what_it_said()
    {
        var problem = Assert.Throws<HostToolException>(() => HostTool.Require("sh", "-c", "echo because >&2; exit 5"));

        Assert.Contains("exit code 5: because", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sgdisk-of-nowhere", "sgdisk-of-nowhere")]
    [InlineData("/nonexistent/fsck.fat", "dosfstools")]
    public void A_tool_that_is_missing_is_named_with_the_command_that_installs_it(string tool, string package)
    {
        var problem = Assert.Throws<HostToolException>(() => HostTool.Run(tool));

        Assert.Equal($"{tool} is not installed; on Debian: apt-get install -y --no-install-recommends {package}", problem.Message);
    }

    [Fact]
    public void Tools_of_the_administrator_are_found() =>
        Assert.Contains("fsck.fat", HostTool.Run("fsck.fat", "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void What_a_tool_writes_does_not_depend_on_the_persons_settings()
    {
        string[] script = ["-c", "echo $TZ $LC_ALL $MTOOLS_SKIP_CHECK $MORE"];
        var variables = new Dictionary<string, string> { ["MORE"] = "more" };

        Assert.Equal("UTC C.UTF-8 1 more\n", new HostCommand("sh", script) { Variables = variables }.Require());
    }

    [Fact]
    public void A_tool_runs_where_it_shall_and_reads_what_it_is_given() =>
        Assert.Equal("/\nsome text", new HostCommand("sh", ["-c", "pwd; cat"]) { Folder = "/", Input = "some text" }.Require());

    [Fact]
    public void A_tool_that_reads_nothing_is_no_error() =>
        Assert.Equal(0, new HostCommand("true", []) { Input = new string('x', 1 << 20) }.Run().ExitCode);

    [Fact]
    public void A_tool_that_does_not_end_is_stopped_and_what_it_said_is_told()
    {
        var command = new HostCommand("sh", ["-c", "echo begun; sleep 100"]) { Limit = TimeSpan.FromMilliseconds(500) };

        var problem = Assert.Throws<HostToolException>(() => command.Run());

        Assert.Contains("has not ended", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("begun\n", problem.Message, StringComparison.Ordinal);
    }
}
