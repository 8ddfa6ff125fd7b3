// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>The monitor names the methods, files and lines that a component stopped in.</summary>
public sealed class StackTraceTests : IClassFixture<StackTraceTests.Boot>
{
    private const string Class = "Caprock.Tests.Kit.Failing.";

    private static readonly string Folder = Path.Combine(BuildOutput.Root, "tests", "Kit", "trace", "failing");

    private readonly Boot boot;

    public StackTraceTests(Boot boot) => this.boot = boot;

    [Fact]
    public void An_index_out_of_range_in_a_nested_method_is_traced_to_its_line() => Expect(
        "index",
        "index out of range",
        At("Caprock.Tests.Kit.Table.Entry", "Table.cs", "last = table[index];"),
        At(Class + "Fail", "Failing.cs", "return Table.Entry("));

    [Fact]
    public void When_several_lines_fail_at_the_same_instruction_all_of_them_are_named() => Expect(
        "both",
        "index out of range",
        $"{At("Caprock.Tests.Kit.Table.Sum", "Table.cs", "last = table[first];")[..^2]} or {Line("Table.cs", "last += table[second];")}\\)",
        At(Class + "Fail", "Failing.cs", "return Table.Sum("));

    [Fact]
    public void A_component_that_gives_up_is_traced_to_the_line_that_says_so() => Expect(
        "stop",
        "asked to give up",
        At(Class + "GiveUp", "Failing.cs", "Failure.Stop("),
        At(Class + "Fail", "Failing.cs", "GiveUp(length);"));

    [Fact]
    public void A_write_to_nowhere_is_traced() => Expect(
        "write",
        "write to 0x5, where nothing is mapped",
        At(Class + "Write", "Failing.cs", "void Write(ulong address)"),
        At(Class + "Fail", "Failing.cs", "Write((ulong)length);"));

    [Fact]
    public void A_jump_to_nowhere_is_traced_to_who_jumped() => Expect(
        "jump",
        "execution at 0x4, where nothing is mapped",
        At(Class + "Jump", "Failing.cs", "void Jump(ulong address)"),
        At(Class + "Fail", "Failing.cs", "Jump((ulong)length);"));

    [Fact]
    public void Calls_that_repeat_take_one_line() => Expect(
        "recursion",
        "write to 0x[0-9a-f]+, where nothing is mapped",
        At(Class + "Recurse", "Failing.cs", "ulong Recurse(ulong depth)") + ", again [0-9]{3} times",
        At(Class + "Fail", "Failing.cs", "return Recurse("));

    [Fact]
    public void A_system_call_that_faults_is_traced_through_its_stub() => Expect(
        "kernel",
        "a system call on capability 0x600000, which is not there",
        "caprock_system_call \\(Arch/X64/SystemCall\\.S:[0-9]+\\)",
        "Caprock\\.User\\.Kernel\\.Execute \\(Kernel\\.cs:[0-9]+\\)",
        At(Class + "AskTheKernel", "Failing.cs", "Kernel.Receive("));

    [Fact]
    public void A_stack_that_holds_nonsense_gives_few_lines_and_the_monitor_goes_on()
    {
        var lines = boot.Log.Split('\n');
        var first = Array.FindIndex(lines, line => line.StartsWith("monitor: overwritten stopped: write to 0x4", StringComparison.Ordinal));
        var last = Array.FindIndex(lines, line => line.StartsWith("monitor: overwritten stays stopped", StringComparison.Ordinal));

        Assert.Contains("monitor:   at " + Class + "Overwrite (Failing.cs:", boot.Log, StringComparison.Ordinal);
        Assert.InRange(last - first, 5, 4 + 16);
    }

    [Fact]
    public void No_line_has_a_path_of_the_machine_that_built_it() =>
        Assert.DoesNotContain(BuildOutput.Root.TrimEnd('/'), boot.Log, StringComparison.Ordinal);

    /// <summary>The pattern of a place in a method, whose line is that of the only one in the file with a text.</summary>
    private static string At(string method, string file, string text) =>
        $"{method.Replace(".", "\\.", StringComparison.Ordinal)} "
            + $"\\({file.Replace(".", "\\.", StringComparison.Ordinal)}:{Line(file, text)}\\)";

    private static int Line(string file, string text)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        return 1 + Enumerable.Range(0, lines.Length).Single(index => lines[index].Contains(text, StringComparison.Ordinal));
    }

    private void Expect(string domain, string cause, params string[] places)
    {
        const string Registers = "(monitor:   r[^\n]*\n){3}";
        var trace = string.Concat(places.Select(place => $"monitor:   at ({place})\r?\n"));
        Assert.Matches(
            $"monitor: {domain} stopped: {cause}\r?\n{Registers}{trace}(monitor:   at [^\n]*\n)+monitor: {domain} stays stopped", boot.Log);
    }

    /// <summary>One run, in which every component fails.</summary>
    public sealed class Boot
    {
        public Boot()
        {
            using var guest = Guest.Start(Systems.Described("trace"));
            guest.Expect("monitor: kernel stays stopped");
            Log = guest.Log;
        }

        /// <summary>Everything that was printed.</summary>
        public string Log { get; }
    }
}
