// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Caprock.Tests.Containment.Host;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;
using Xunit.Abstractions;

namespace Caprock.Tests.Soak.Host;

/// <summary>Files and packets without end, while everything between the clients and their devices is killed.</summary>
/// <remarks>CAPROCK_SOAK="FILES PACKETS SEED" says how many operations and answers; a number alone is of files.</remarks>
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    private const string Variable = "CAPROCK_SOAK";
    private const int Megabytes = 320;
    private const string Mebibytes = "40";
    private const string TakenBack = "clusters taken back that no file has: ([0-9]+)";
    private const ulong OrdersPage = 0x1100_0000;
    private const ulong ChaosPage = 0x1100_1000;
    private const ulong FilerPage = 0x1100_2000;
    private const ulong AskerPage = 0x1100_3000;
    private const ulong FirstOperations = 34;
    private const ulong PauseNanoseconds = 150_000_000;

    /// <summary>
    /// What fsck.fat may say: of what a killed server leaves only a second table can stay older than the first; nobody reads it.
    /// </summary>
    private static readonly string[] Expected =
        ["fsck.fat ", "FATs differ", "Using first FAT", "Leaving filesystem unchanged", "Filesystem was changed", " files, "];

    private readonly string disk = Path.GetTempFileName();
    private readonly GuestMemory memory = new(Megabytes);

    private bool IsResting =>
        Progress(FilerPage).IsResting == 1 && Progress(AskerPage).IsResting == 1 && Progress(ChaosPage).IsResting == 1;

    [Fact]
    public void The_end_is_as_the_beginning_however_often_components_are_killed()
    {
        var (files, packets, seed) = Settings(Environment.GetEnvironmentVariable(Variable));
        var limit = TimeSpan.FromSeconds(240) + TimeSpan.FromMilliseconds(((double)files * 10) + packets);
        HostTool.Require("sh", Path.Combine(BuildOutput.Root, "examples", "files", "make-disk.sh"), disk, Mebibytes);
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = memory.In(QemuMachine.Benchmark),
            Kernel = BuildOutput.System("soak", "kernel.elf32"),
            Module = BuildOutput.System("soak", "soak.image.elf"),
            Limit = limit + TimeSpan.FromMinutes(2),
            ExtraArguments =
            [
                .. memory.Arguments, "-netdev", "user,id=n0", "-device", "virtio-net-pci,netdev=n0,addr=11",
                .. GuestDrive.Attach(disk, "virtio-blk-pci,addr=12"),
            ],
        });
        Assert.True(WaitFor(() => Progress(FilerPage).Done == FirstOperations && IsResting, TimeSpan.FromMinutes(1)), guest.Log);

        // A first round of everything, so that what is made once is made.
        Work(guest, files / 10, packets / 10, seed, TimeSpan.FromMinutes(4));
        var before = Levels.Read(guest, memory, Volume());
        var clock = Stopwatch.StartNew();
        Work(guest, files, packets, seed + 1, limit);
        var after = Levels.Read(guest, memory, Volume());

        output.WriteLine($"{Progress(FilerPage).Done} file operations, {Progress(FilerPage).Second} comparisons, "
            + $"{Progress(AskerPage).Second} questions, {Progress(AskerPage).Done} answers, {Progress(ChaosPage).Done} components killed, "
            + $"{Progress(FilerPage).Restarts} times begun again, {Regex.Matches(guest.Log, TakenBack).Sum(Number)} clusters taken back, "
            + $"in {clock.Elapsed.TotalSeconds:0} s");
        output.WriteLine($"before: {before}\nafter: {after}");
        Assert.True(
            Progress(FilerPage).Wrong == 0, $"{Progress(FilerPage).Wrong} wrong, last {Progress(FilerPage).LastWrong:x}\n{guest.Log}");
        Assert.NotEqual(0ul, Progress(ChaosPage).Done);
        Assert.Equal(before, after);
        Assert.DoesNotContain("stays stopped", guest.Log, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        memory.Dispose();
        File.Delete(disk);
    }

    /// <summary>Has them work until both have done so much, and waits until they rest again.</summary>
    private void Work(Guest guest, ulong files, ulong packets, ulong seed, TimeSpan limit)
    {
        var operations = Progress(FilerPage).Done + files;
        var answers = Progress(AskerPage).Done + packets;
        memory.Write<SoakOrders>(OrdersPage, [new SoakOrders { MayWork = 1, PauseNanoseconds = PauseNanoseconds, Seed = seed }]);
        var isDone = WaitFor(() => Progress(FilerPage).Done >= operations && Progress(AskerPage).Done >= answers, limit);
        var state = $"{Progress(FilerPage).Done} of {operations} operations, {Progress(AskerPage).Done} of {answers} answers";
        memory.Write<SoakOrders>(OrdersPage, [default]);
        Assert.True(isDone, $"{state}\n{guest.Log}");
        Assert.True(WaitFor(() => IsResting, TimeSpan.FromMinutes(1)), $"They do not come to rest.\n{guest.Log}");
        Thread.Sleep(500);
    }

    private SoakProgress Progress(ulong page) => memory.Read<SoakProgress>(page);

    private static bool WaitFor(Func<bool> condition, TimeSpan limit) => SpinWait.SpinUntil(
        () =>
        {
            Thread.Sleep(20);
            return condition();
        },
        limit);

    /// <summary>What fsck.fat counts in the partition.</summary>
    private string Volume()
    {
        var text = GuestVolume.Check(disk).Output;
        output.WriteLine(text);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains(Expected, part => line.Contains(part, StringComparison.Ordinal)));
        return Regex.Match(text, "[0-9]+ files, [0-9]+/[0-9]+ clusters").Value;
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static (ulong Files, ulong Packets, ulong Seed) Settings(string? text)
    {
        var words = (text ?? "1500 20000").Split(' ').Select(word => ulong.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (words[0], words.Length > 1 ? words[1] : 0, words.Length > 2 ? words[2] : 1);
    }
}
