// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;

namespace Caprock.Tests.Kit.Prober;

/// <summary>A client of the block virtualiser that asks for what it does not have.</summary>
[Component("prober")]
internal partial struct Prober
{
    private const ulong Blocks = 2048;
    private const ulong FirstData = 0x1_0000;
    private const ulong AllData = 0x2_0000;
    private const uint GarbageRequests = 2000;
    private const uint AtOnce = 20;

    private static BlockClient disk;
    private static Event done;
    private static uint waiting;
    private static ulong seed = 1;
    private static uint order;
    private static BlockCompletion last;

    public static void Init()
    {
        disk = BlockClient.Attach(Queues, Partitions);
        Work().Begin();
    }

    public static void Notified(Channel channel)
    {
        do
        {
            while (disk.TryTake(out var completion))
            {
                last = completion;
                order = (order << 4) | (completion.Id & 0xf);
                waiting--;
                if (waiting == 0)
                {
                    done.Signal();
                }
            }

            disk.Flush();
        }
        while (!disk.MayWait());
    }

    private static async Activity Work()
    {
        Ask(BlockCommand.Capacity, 0, 0, 0);
        await done;
        DebugConsole.Write("prober: "u8);
        DebugConsole.WriteDecimal(last.Value);
        DebugConsole.Write(" blocks\n"u8);

        for (var i = 0; i < 12; i++)
        {
            AskOutside(i);
            await done;
            Require(last.Status == BlockStatus.Refused, "a request outside was not refused"u8);
        }

        DebugConsole.WriteLine("prober: every request outside is refused"u8);
        Data.Bytes.Fill(1);
        MoreData.Bytes.Fill(2);
        Ask(BlockCommand.Write, Blocks - 2, 2, AllData - 1024);
        await done;
        Require(last.Status == BlockStatus.Done, "the last blocks cannot be written"u8);
        Ask(BlockCommand.Flush, 0, 0, 0);
        await done;
        Ask(BlockCommand.Read, Blocks - 1, 1, 0);
        await done;
        var isRight = Data.Bytes[0] == 2 && Data.Bytes[511] == 2 && Data.Bytes[512] == 1;
        Require(last.Status == BlockStatus.Done && isRight, "what is read is wrong"u8);

        for (uint sent = 0; sent < GarbageRequests; sent += AtOnce)
        {
            for (uint i = 0; i < AtOnce; i++)
            {
                AskGarbage();
            }

            await done;
        }

        DebugConsole.WriteLine("prober: 2000 requests of garbage are answered"u8);
        order = 0;
        disk.TryStart(new BlockRequest(BlockCommand.Read, 0, 100, 0, 1));
        disk.TryStart(new BlockRequest(BlockCommand.Read, 0, 1, 0, 2));
        disk.TryStart(new BlockRequest(BlockCommand.Barrier, 0, 0, 0, 3));
        waiting += 3;
        Ask(BlockCommand.Capacity, 0, 0, 0);
        await done;
        Require((order & 0xff) == 0x30 && (order >> 8) is 0x12 or 0x21, "a barrier was passed"u8);
        DebugConsole.WriteLine("prober: barriers hold"u8);
    }

    private static void AskOutside(int kind)
    {
        switch (kind)
        {
            case 0: Ask(BlockCommand.Read, Blocks, 1, 0); break;
            case 1: Ask(BlockCommand.Write, Blocks - 1, 2, 0); break;
            case 2: Ask(BlockCommand.Write, 0xffff_ffff_ffff, 1, 0); break;
            case 3: Ask(BlockCommand.Write, 0xffff_ffff_f000, 256, 0); break;
            case 4: Ask(BlockCommand.Read, 0, 0, 0); break;
            case 5: Ask(BlockCommand.Read, 0, 257, 0); break;
            case 6: Ask(BlockCommand.Read, 0, 1, AllData); break;
            case 7: Ask(BlockCommand.Read, 0, 2, AllData - 512); break;
            case 8: Ask(BlockCommand.Read, 0, 2, FirstData - 512); break;
            case 9: Ask(BlockCommand.Read, 0, 1, 0xff_ffff_fe00); break;
            case 10: Ask((BlockCommand)5, 0, 1, 0); break;
            default: Ask((BlockCommand)255, 0, 1, 0); break;
        }
    }

    private static void AskGarbage()
    {
        var where = Next();
        var what = Next();
        var request = default(BlockRequest);

        // A third of them are nearly right.
        request.Where = where % 3 == 0 ? where : (where & 0xfff) | ((where >> 20) & 0x1f) << 48;
        request.What = (what & 0x00ff_ffff_ffff_fffc) | ((what >> 3) % 7 << 56);
        request.What = where % 3 == 0 ? request.What : request.What & ~0xff_fffe_0000ul;
        Require(disk.TryStart(request), "the queue is full"u8);
        waiting++;
        disk.Flush();
    }

    private static void Ask(BlockCommand command, ulong block, uint count, ulong data)
    {
        Require(disk.TryStart(new BlockRequest(command, block, count, data, 0)), "the queue is full"u8);
        waiting++;
        disk.Flush();
    }

    private static void Require(bool condition, ReadOnlySpan<byte> text)
    {
        if (!condition)
        {
            Failure.Stop(text);
        }
    }

    /// <summary>The next random number. Source: Vigna, xorshift64*.</summary>
    private static ulong Next()
    {
        seed ^= seed >> 12;
        seed ^= seed << 25;
        seed ^= seed >> 27;
        return seed * 0x2545_f491_4f6c_dd1d;
    }
}
