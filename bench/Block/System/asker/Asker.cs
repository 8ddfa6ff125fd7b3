// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Block.Agreement;
using Caprock.Drivers.Block.Protocol;
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Bench.Block.Asker;

/// <summary>Does what is asked for on the serial line, and tells when it is done.</summary>
[Component("asker")]
internal partial struct Asker
{
    private const uint SlotBytes = BlockRequest.MostBlocks * BlockRequest.BlockBytes;

    private static SerialLine line;
    private static BlockClient disk;
    private static Work work;
    private static uint started;
    private static uint ended;
    private static byte letter;
    private static byte typed;
    private static bool isWorking;
    private static bool isFlushing;

    public static void Init()
    {
        line = SerialLine.Attach(AskerOut, Output, AskerIn, Input);
        disk = BlockClient.Attach(PartitionQueues, Partitions);
        Say("block bench: ready\r\n"u8);
        Go();
    }

    public static void Notified(Channel channel) => Go();

    private static void Go()
    {
        do
        {
            do
            {
                while (disk.TryTake(out var completion))
                {
                    Finish(completion);
                }

                disk.FlushBeforeWait();
            }
            while (!disk.MayWait());
        }
        while (!isWorking && TryBegin());
    }

    /// <summary>Begins with the next letter, if there is one.</summary>
    private static bool TryBegin()
    {
        if (line.Read(new Span<byte>(ref typed)) == 0)
        {
            return false;
        }

        letter = typed;
        if (letter == Work.Nothing)
        {
            Tell();
        }
        else if (Work.TryFind(letter, out work))
        {
            isWorking = true;
            started = 0;
            ended = 0;
            for (uint slot = 0; slot < work.AtOnce; slot++)
            {
                Start((ushort)slot);
            }
        }

        return true;
    }

    private static void Start(ushort slot)
    {
        var command = work.Writes ? BlockCommand.Write : BlockCommand.Read;
        started++;
        Ask(new BlockRequest(
            command, work.NextOffset() / BlockRequest.BlockBytes, work.Bytes / BlockRequest.BlockBytes, slot * SlotBytes, slot));
    }

    private static void Finish(BlockCompletion completion)
    {
        if (completion.Status != BlockStatus.Done)
        {
            Failure.Stop("a request failed"u8);
        }

        ended += isFlushing ? 0u : 1;
        if (!isFlushing && work.Writes && (work.FlushesEach || ended == work.Count))
        {
            isFlushing = true;
            Ask(new BlockRequest(BlockCommand.Flush, 0, 0, 0, (ushort)completion.Id));
            return;
        }

        isFlushing = false;
        if (started < work.Count)
        {
            Start((ushort)completion.Id);
        }
        else if (ended == work.Count)
        {
            isWorking = false;
            Tell();
        }
    }

    private static void Ask(BlockRequest request)
    {
        if (!disk.TryStart(request))
        {
            Failure.Stop("the queue of requests is full"u8);
        }
    }

    private static void Tell()
    {
        Say("done "u8);
        Say(new ReadOnlySpan<byte>(ref letter));
        Say("\r\n"u8);
    }

    /// <summary>What is said is shorter than the queue, and there is an answer to it before there is more.</summary>
    private static void Say(scoped ReadOnlySpan<byte> text)
    {
        if (line.Write(text) != text.Length)
        {
            Failure.Stop("the serial line takes nothing"u8);
        }
    }
}
