// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>One side of a connection that sends a known stream and checks that it gets one.</summary>
internal sealed class Stream(Station station, SocketHandle handle, long toSend, long toReceive, int seed)
{
    private readonly byte[] chunk = new byte[10_000];
    private readonly Random random = new(seed);
    private bool hasFinished;

    /// <summary>Bytes given to the stack.</summary>
    public long Sent { get; private set; }

    /// <summary>Bytes received and found right.</summary>
    public long Received { get; private set; }

    /// <summary>Whether it reads.</summary>
    public bool IsReading { get; set; } = true;

    /// <summary>Most bytes read at a time.</summary>
    public int MostRead { get; set; } = int.MaxValue;

    /// <summary>Whether everything was sent, received and finished.</summary>
    public bool IsDone => hasFinished && Received == toReceive
        && station.Stack.StateOf(handle) is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2);

    /// <summary>The byte at a place of a stream.</summary>
    public static byte At(long place, int seed) => (byte)((place * 31) ^ (place >> 8) ^ (place >> 16) ^ seed);

    /// <summary>Writes and reads as much as goes.</summary>
    public void Step(int sendSeed, int receiveSeed)
    {
        var stack = station.Stack;
        while (Sent < toSend)
        {
            var count = (int)Math.Min(toSend - Sent, random.Next(1, chunk.Length));
            for (var i = 0; i < count; i++)
            {
                chunk[i] = At(Sent + i, sendSeed);
            }

            var taken = stack.Write(handle, chunk.AsSpan(0, count));
            Sent += taken;
            if (taken < count)
            {
                break;
            }
        }

        if (Sent == toSend && !hasFinished && stack.Finish(handle) == NetError.None)
        {
            hasFinished = true;
        }

        while (IsReading)
        {
            var data = stack.PeekReceived(handle);
            data = data[..Math.Min(data.Length, MostRead)];
            if (data.IsEmpty)
            {
                break;
            }

            for (var i = 0; i < data.Length; i++)
            {
                if (data[i] != At(Received + i, receiveSeed))
                {
                    Assert.Fail($"Byte {Received + i} is wrong.");
                }
            }

            Received += data.Length;
            stack.Consume(handle, data.Length);
        }
    }
}
