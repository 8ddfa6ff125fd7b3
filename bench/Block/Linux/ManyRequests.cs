// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Block.Agreement;
using Caprock.Bench.Network.Linux;

namespace Caprock.Bench.Block.Linux;

/// <summary>
/// Several requests at once, by Linux's asynchronous calls: what has ended is replaced, as many as there are in one call.
/// </summary>
internal static unsafe class ManyRequests
{
    private const uint MostAtOnce = 16;
    private const uint SlotBytes = 128 << 10;
    private const uint RequestsOffset = 8 << 20;
    private const uint PlacesOffset = RequestsOffset + 4096;
    private const uint EndsOffset = RequestsOffset + 8192;

    private static ulong context;

    private static Request* Requests => (Request*)(Native.Storage() + RequestsOffset);

    private static Request** Places => (Request**)(Native.Storage() + PlacesOffset);

    private static RequestEnd* Ends => (RequestEnd*)(Native.Storage() + EndsOffset);

    /// <summary>Does them.</summary>
    public static void Run(ref Work work)
    {
        SetUp();
        uint started = 0;
        for (; started < work.AtOnce; started++)
        {
            Prepare(ref work, started, started);
        }

        Submit(work.AtOnce);
        for (uint ended = 0; ended < work.Count;)
        {
            var count = Take(ref work);
            ended += count;
            uint prepared = 0;
            for (uint i = 0; i < count && started < work.Count; i++)
            {
                Prepare(ref work, (uint)Ends[i].Data, prepared);
                prepared++;
                started++;
            }

            if (prepared != 0)
            {
                Submit(prepared);
            }
        }

        if (work.Writes)
        {
            Disk.Flush();
        }
    }

    private static void SetUp()
    {
        if (context == 0)
        {
            fixed (ulong* place = &context)
            {
                Os.Require(Os.Call(SystemCall.SetUpRequests, MostAtOnce, (ulong)place), "io_setup"u8);
            }
        }
    }

    private static void Prepare(ref Work work, uint slot, uint place)
    {
        var request = Requests + slot;
        request->Data = slot;
        request->Operation = work.Writes ? Request.Write : Request.Read;
        request->File = (uint)Disk.File;
        request->Memory = (ulong)Native.Storage() + (slot * SlotBytes);
        request->Bytes = work.Bytes;
        request->Offset = work.NextOffset();
        Places[place] = request;
    }

    private static void Submit(uint count)
    {
        if (Os.Call(SystemCall.SubmitRequests, context, count, (ulong)Places) != count)
        {
            Os.Require(-1, "io_submit"u8);
        }
    }

    private static uint Take(ref Work work)
    {
        var count = (uint)Os.Require(Os.Call(SystemCall.TakeRequests, context, 1, MostAtOnce, (ulong)Ends), "io_getevents"u8);
        for (uint i = 0; i < count; i++)
        {
            if (Ends[i].Result != work.Bytes)
            {
                Os.Require(-1, "a request"u8);
            }
        }

        return count;
    }
}
