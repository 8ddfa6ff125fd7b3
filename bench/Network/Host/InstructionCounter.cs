// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Network.Host;

/// <summary>The guest's instructions as the plugin in Counter/Counter.S counts them.</summary>
internal sealed unsafe class InstructionCounter : IDisposable
{
    private const long FileBytes = 64 << 20;
    private const int BlocksOffset = 64;
    private const int BlockWords = 4;
    private const int MillisecondsOfQuiet = 15;
    private const double SecondsUntilQuiet = 120;
    private const int DueWord = 2;
    private const int IsPacedWord = 4;
    private const ulong QuietAtMost = 20_000;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly ulong* words;

    /// <summary>Makes the file in a folder; a guest that is to be stopped at times is slower.</summary>
    public InstructionCounter(string folder, bool isPaced = false)
    {
        Path = global::System.IO.Path.Combine(folder, "counts");
        file = MemoryMappedFile.CreateFromFile(Path, FileMode.Create, null, FileBytes);
        view = file.CreateViewAccessor();
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        words = (ulong*)start;
        words[DueWord] = ulong.MaxValue;
        words[IsPacedWord] = isPaced ? 1ul : 0;
    }

    /// <summary>Whether the guest has come to where it is to be stopped; its devices go on.</summary>
    public bool IsStopped => Executed >= Volatile.Read(ref words[DueWord]);

    /// <summary>The file that the plugin is given.</summary>
    public string Path { get; }

    /// <summary>Instructions executed so far.</summary>
    public ulong Executed => Volatile.Read(ref words[0]);

    private int BlockCount => (int)Volatile.Read(ref words[1]);

    /// <summary>Builds the plugin unless it is there, and returns its path.</summary>
    public static string BuildPlugin()
    {
        var source = global::System.IO.Path.Combine(Places.Root, "bench", "Network", "Counter", "Counter.S");
        var plugin = global::System.IO.Path.Combine(Places.Own, "counter.so");
        Directory.CreateDirectory(Places.Own);
        if (!File.Exists(plugin) || File.GetLastWriteTimeUtc(plugin) < File.GetLastWriteTimeUtc(source))
        {
            HostTool.Require("clang", "-shared", "-nostdlib", "-o", plugin, source);
        }

        return plugin;
    }

    /// <summary>Has the guest stop when it has executed so many instructions, and go on until then.</summary>
    public void StopAt(ulong executed) => Volatile.Write(ref words[DueWord], executed);

    /// <summary>Waits until the guest does next to nothing, and returns the instructions executed by then.</summary>
    public ulong WaitForQuiet()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < SecondsUntilQuiet)
        {
            var before = Executed;
            Thread.Sleep(MillisecondsOfQuiet);
            if (Executed - before < QuietAtMost)
            {
                return Executed;
            }
        }

        throw new BenchException("The guest does not come to rest.");
    }

    /// <summary>How often each block of code was executed, in the order in which blocks were translated.</summary>
    public ExecutedBlock[] Blocks()
    {
        var blocks = new ExecutedBlock[BlockCount];
        for (var i = 0; i < blocks.Length; i++)
        {
            var entry = words + (BlocksOffset / sizeof(ulong)) + (i * BlockWords);
            blocks[i] = new ExecutedBlock(entry[0], (int)entry[1], Volatile.Read(ref entry[2]), entry[3]);
        }

        return blocks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
