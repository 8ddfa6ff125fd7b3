// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;
using Caprock.Kit.Elf;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>Systems of tests/Kit whose reaper has their components fail, stop for ever, and loop.</summary>
internal static class MortalSystem
{
    /// <summary>The ways of a component to be of no use any more.</summary>
    public const int Kinds = 3;

    /// <summary>Those of them that only a heartbeat tells.</summary>
    private const int SilentKinds = 2;

    private const ulong Life = 0x1003_6000;

    /// <summary>Puts the places of endless loops into a description, and how often its reaper does each to the first so many of its
    /// children.</summary>
    public static string Prepare(string description, IReadOnlyList<string> programs, int victims, int rounds, DirectoryInfo folder)
    {
        ulong[] words = [.. programs.Select(LoopIn), (ulong)(victims * Kinds * rounds), (ulong)victims];
        var loops = Path.Combine(folder.FullName, "loops");
        File.WriteAllBytes(loops, [.. words.SelectMany(BitConverter.GetBytes)]);
        return description.Replace("name=\"loops\"", $"name=\"loops\" prefill_path=\"{loops}\"", StringComparison.Ordinal);
    }

    /// <summary>
    /// Each way was found, and a restart came of it. A host that has no time for the guest can make one silent that is not.
    /// </summary>
    public static void AssertRestarts(Guest guest, string victim, int rounds)
    {
        var restarts = Regex.Count(guest.Log, $"monitor: {victim} is started anew");
        var silences = Regex.Count(guest.Log, $"monitor: {victim} does not answer");
        Assert.InRange(restarts, Kinds * rounds, 2 * Kinds * rounds);
        Assert.InRange(silences, SilentKinds * rounds, restarts);
    }

    /// <summary>The component beside all this counts in its region, all the time, and finds its table as it left it.</summary>
    public static void AssertBystander(Guest guest)
    {
        var before = guest.ReadPhysicalWord(Life);
        Assert.InRange(before, 100ul, ulong.MaxValue);
        Assert.True(SpinWait.SpinUntil(() => guest.ReadPhysicalWord(Life) > before + 2, TimeSpan.FromSeconds(5)));
        Assert.Equal(0ul, guest.ReadPhysicalWord(Life + 8));
    }

    /// <summary>An instruction of a program that jumps to itself: a component that gives up ends with one.</summary>
    private static ulong LoopIn(string program)
    {
        var image = ElfImage.Load(BuildOutput.Program(program, "microkit"));
        var code = image.Segments.First(segment => (segment.Flags & ElfSegmentFlags.Execute) != 0);
        var place = image.Bytes.Span.Slice((int)code.FileOffset, (int)code.FileSize).IndexOf((ReadOnlySpan<byte>)[0xeb, 0xfe]);
        Assert.NotEqual(-1, place);
        return code.VirtualAddress + (ulong)place;
    }
}
