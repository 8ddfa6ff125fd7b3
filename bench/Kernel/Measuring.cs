// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Bench.Kernel;

/// <summary>The stubs that measure, and the entry points of threads that take part (see X64/Measuring.S).</summary>
internal static unsafe class Measuring
{
    private static Words words;

    /// <summary>The message words in registers of the next system call.</summary>
    public static ref Words Words => ref words;

    /// <summary>Entry of a thread that answers calls.</summary>
    public static ulong Server => ServerAddress();

    /// <summary>Entry of a thread that receives or waits.</summary>
    public static ulong Receiver => ReceiverAddress();

    /// <summary>Entry of a thread that signals and waits in one system call.</summary>
    public static ulong Neighbour => NeighbourAddress();

    /// <summary>Entry of a thread that sends.</summary>
    public static ulong Sender => SenderAddress();

    /// <summary>Entry of a thread that yields.</summary>
    public static ulong Yielder => YielderAddress();

    /// <summary>Entry of a thread that does nothing but leave stamps.</summary>
    public static ulong Spinner => SpinnerAddress();

    /// <summary>Entry of a thread that takes the time of its first instruction.</summary>
    public static ulong Beginner => BeginnerAddress();

    /// <summary>Entry of a thread that handles faults.</summary>
    public static ulong Handler => HandlerAddress();

    /// <summary>What another thread measured last.</summary>
    public static ulong Result => *(uint*)ResultAddress();

    /// <summary>How often a receiver has received.</summary>
    public static ulong Count => System.Threading.Volatile.Read(ref *CountAddress());

    /// <summary>The error of the last invocation.</summary>
    public static Error Error => (Error)new MessageInfo(*InfoAddress()).Label;

    /// <summary>One system call; the time from the last stamp, its own or another thread's, to its return.</summary>
    public static ulong Call(SystemCall number, ulong capability, MessageInfo info) =>
        Execute((long)number, capability, info.Word, ref words, 0);

    /// <summary>One system call with a reply object, or with a destination to send to besides.</summary>
    public static ulong Call(SystemCall number, ulong capability, ulong reply) =>
        Execute((long)number, capability, 0, ref words, reply);

    /// <summary>An invocation, which must succeed.</summary>
    public static ulong Invoke(ulong capability, InvocationLabel label, ulong length, ulong caps)
    {
        var time = Call(SystemCall.Call, capability, MessageInfo.Create((ulong)label, 0, caps, length));
        Require.Success(Error);
        return time;
    }

    /// <summary>One system call without a message.</summary>
    public static ulong Call(SystemCall number, ulong capability) => Call(number, capability, 0);

    /// <summary>What a measurement adds to what it measures.</summary>
    [RuntimeImport("bench_overhead")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Overhead();

    /// <summary>Begins a measurement.</summary>
    [RuntimeImport("bench_stamp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Stamp();

    /// <summary>Runs until a receiver has received once more than <paramref name="count"/> times; the time it measured.</summary>
    [RuntimeImport("bench_spin")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Spin(ulong count);

    /// <summary>Runs until another thread has left a stamp meanwhile; the time since that one.</summary>
    [RuntimeImport("bench_overtake")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Overtake();

    /// <summary>Raises an exception; the time from the handler's stamp to the instruction behind it.</summary>
    [RuntimeImport("bench_fault")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Fault();

    [RuntimeImport("bench_call")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong Execute(long number, ulong capability, ulong info, ref Words words, ulong reply);

    [RuntimeImport("bench_server_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ServerAddress();

    [RuntimeImport("bench_receiver_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReceiverAddress();

    [RuntimeImport("bench_neighbour_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong NeighbourAddress();

    [RuntimeImport("bench_sender_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong SenderAddress();

    [RuntimeImport("bench_yielder_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong YielderAddress();

    [RuntimeImport("bench_spinner_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong SpinnerAddress();

    [RuntimeImport("bench_beginner_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong BeginnerAddress();

    [RuntimeImport("bench_handler_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong HandlerAddress();

    [RuntimeImport("bench_result_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern uint* ResultAddress();

    [RuntimeImport("bench_count_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong* CountAddress();

    [RuntimeImport("bench_info_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong* InfoAddress();
}
