// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Block.Agreement;
using Caprock.Bench.Network.Linux;

namespace Caprock.Bench.Block.Linux;

/// <summary>One request after the other: a system call each.</summary>
internal static unsafe class SingleRequests
{
    /// <summary>Does them.</summary>
    public static void Run(ref Work work)
    {
        var memory = (ulong)Native.Storage();
        for (uint i = 0; i < work.Count; i++)
        {
            var call = work.Writes ? SystemCall.WriteAt : SystemCall.ReadAt;
            if (Os.Call(call, Disk.File, memory, work.Bytes, work.NextOffset()) != work.Bytes)
            {
                Os.Require(-1, "a request"u8);
            }

            if (work.FlushesEach)
            {
                Disk.Flush();
            }
        }

        if (work.Writes && !work.FlushesEach)
        {
            Disk.Flush();
        }
    }
}
