// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Cli;

/// <summary>The shell script in front of the tool, on machines that lack things.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Packages = "clang lld llvm qemu-system-x86";
    private readonly BareMachine machine = new();

    /// <inheritdoc/>
    public void Dispose() => machine.Dispose();

    [Fact]
    public void Without_the_SDK_it_says_where_to_get_it()
    {
        var result = machine.Run("run");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("the .NET SDK 10 is not installed: see https://", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_another_SDK_it_says_which_one_is_needed()
    {
        machine.Install("dotnet", "echo '8.0.100 [/usr/share/dotnet/sdk]'");

        var result = machine.Run("run");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("the .NET SDK 10 is needed; installed: 8.0.100", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Root_gets_what_is_missing_installed()
    {
        machine.Link("dotnet");
        machine.Install("id", "echo 0");
        machine.Install("apt-get", "echo \"$*\" >> \"$(dirname \"$0\")/apt.log\"");

        var result = machine.Run("run", "nonsense");

        Assert.Equal(
            ["update", $"install -y --no-install-recommends {Packages}"],
            File.ReadAllLines(Path.Combine(machine.Folder, "apt.log")));
        Assert.Contains($"installing {Packages}", result.Output, StringComparison.Ordinal);
        Assert.Contains("there is no example \"nonsense\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_may_not_install_gets_the_exact_command()
    {
        machine.Link("dotnet");
        machine.Install("id", "echo 1000");
        machine.Install("apt-get", "exit 100");

        var result = machine.Run("run");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            $"apt-get update && apt-get install -y --no-install-recommends {Packages}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_installation_shows_what_the_installer_said()
    {
        machine.Link("dotnet");
        machine.Install("id", "echo 0");
        machine.Install("apt-get", "echo 'E: Unable to locate package'; exit 100");

        var result = machine.Run("run");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("E: Unable to locate package", result.Output, StringComparison.Ordinal);
        Assert.Contains("to repeat: apt-get update", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_works_with_everything_missing_and_installs_nothing()
    {
        machine.Link("dotnet");

        var result = machine.Run("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing", result.Output, StringComparison.Ordinal);
        Assert.Contains($"apt-get install -y --no-install-recommends {Packages}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_in_the_place_of_a_person_gets_its_answers_and_a_clean_end()
    {
        var result = BareMachine.RunHere("12*(3+4)\n2+\n", "run", "calculator", "--no-build");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("12*(3+4)\r\n84\r\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("error: ", result.Output, StringComparison.Ordinal);
    }
}
