// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Services.Files;
using Caprock.User;

namespace Caprock.Tests.Kit.Meter;

/// <summary>
/// Reads a file in several ways and tells how many ticks of the time-stamp counter a read took, of all components together.
/// </summary>
/// <remarks>
/// QEMU's counter counts instructions when it is asked to. Those of the spinner, which runs when nobody else does, are not counted.
/// </remarks>
[Component("client")]
internal partial struct Meter
{
    private const uint Place = FileClient.DataStart;
    private const uint PieceBytes = 0x1_0000;
    private const uint FilePieces = 32;
    private const uint SmallBytes = 4096;
    private const uint SmallReads = 2048;
    private const uint Rounds = 4;
    private const uint FewAtOnce = 4;

    private static FileClient files;
    private static Event done;
    private static uint waiting;
    private static uint started;
    private static uint handle;
    private static uint seed = 1;
    private static ulong ticks;

    private static ulong BusyTicks
    {
        get
        {
            var turns = Volatile.Read(ref Idle.At<ulong>(0));
            return Kernel.ReadTicks() - (turns / 1000 * Volatile.Read(ref Idle.At<ulong>(8)));
        }
    }

    public static void Init()
    {
        files = FileClient.Attach(FileQueues, FileData, Fat);
        Work().Begin();
    }

    public static void Notified(Channel channel)
    {
        do
        {
            while (files.TryTake(out var completion))
            {
                if (completion.Status != FileStatus.Done)
                {
                    Failure.Stop("a command failed"u8);
                }

                waiting--;
                if (started != 0)
                {
                    started--;
                    ReadSmall(completion.Id);
                }
                else if (waiting == 0)
                {
                    done.Signal();
                }
            }

            files.Flush();
        }
        while (!files.MayWait());
    }

    private static async Activity Work()
    {
        Ask(files.TryStart(0, FileCommand.Open, "measured"u8, FileModes.Write | FileModes.Create));
        files.Flush();
        await done;
        handle = files.Record(0).NewHandle;
        for (uint piece = 0; piece < FilePieces; piece += FewAtOnce)
        {
            Transfer(FileCommand.Write, piece);
            await done;
        }

        Ask(files.TryStart(0, FileCommand.Flush, 0u));
        files.Flush();
        await done;
        for (var atOnce = 1u; atOnce <= FileClient.Commands; atOnce *= 4)
        {
            ticks = BusyTicks;
            started = SmallReads - atOnce;
            for (uint id = 0; id < atOnce; id++)
            {
                ReadSmall(id);
            }

            files.Flush();
            await done;
            Tell(atOnce, SmallReads, " at once: ticks for a random read of 4 KiB: "u8);
        }

        ticks = BusyTicks;
        for (uint round = 0; round < Rounds; round++)
        {
            for (uint piece = 0; piece < FilePieces; piece += FewAtOnce)
            {
                Transfer(FileCommand.Read, piece);
                await done;
            }
        }

        Tell(FewAtOnce, Rounds * FilePieces * PieceBytes >> 20, " at once, 64 KiB each: ticks for a MiB in order: "u8);
        DebugConsole.WriteLine("meter: done"u8);
    }

    private static void Transfer(FileCommand command, uint first)
    {
        for (uint i = 0; i < FewAtOnce; i++)
        {
            Ask(files.TryStart(i, command, handle, (first + i) * PieceBytes, Place + (i * PieceBytes), PieceBytes));
        }

        files.Flush();
    }

    private static void ReadSmall(uint id)
    {
        // Numerical Recipes' linear congruential generator; its upper bits are random enough.
        seed = (seed * 1_664_525) + 1_013_904_223;
        var offset = (seed >> 8) % (FilePieces * PieceBytes / SmallBytes) * SmallBytes;
        Ask(files.TryStart(id, FileCommand.Read, handle, offset, Place + (id * SmallBytes), SmallBytes));
    }

    private static void Ask(bool isTaken)
    {
        if (!isTaken)
        {
            Failure.Stop("the queue of commands is full"u8);
        }

        waiting++;
    }

    private static void Tell(uint atOnce, uint count, ReadOnlySpan<byte> text)
    {
        ticks = BusyTicks - ticks;
        DebugConsole.Write("meter: "u8);
        DebugConsole.WriteDecimal(atOnce);
        DebugConsole.Write(text);
        DebugConsole.WriteDecimal(ticks / count);
        DebugConsole.Write("\n"u8);
    }
}
