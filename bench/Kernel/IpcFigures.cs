// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Bench.Kernel;

/// <summary>Messages between two threads of equal priority, one way each. Servers are passive, but for those called active, which
/// have a scheduling context of their own.</summary>
internal static class IpcFigures
{
    private const ulong LongMessage = 10;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        MeasureCall(false, 0, false, "call-same-0"u8, "reply-same-0"u8);
        MeasureCall(true, 0, false, "call-other-0"u8, "reply-other-0"u8);
        MeasureCall(false, LongMessage, false, "call-same-10"u8, "reply-same-10"u8);
        MeasureCall(true, LongMessage, false, "call-other-10"u8, "reply-other-10"u8);
        MeasureCall(true, 0, true, "call-other-0-fpu"u8, "reply-other-0-fpu"u8);
        MeasureActive(0, "call-active-0"u8, "reply-active-0"u8);
        MeasureActive(LongMessage, "call-active-10"u8, "reply-active-10"u8);
        MeasureSend("send-other-0"u8, 0);
        MeasureSend("send-other-10"u8, LongMessage);
    }

    private static void MeasureCall(
        bool isOther, ulong length, bool hasFpu, scoped ReadOnlySpan<byte> call, scoped ReadOnlySpan<byte> reply)
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var info = MessageInfo.Create(0, 0, 0, length);
        var server = StartServer(isOther, endpoint, info, hasFpu);
        Require.Success(server.Context.Unbind());
        MeasureCalls(endpoint, info, hasFpu, call, reply);
        server.Stop();
    }

    private static void MeasureActive(ulong length, scoped ReadOnlySpan<byte> call, scoped ReadOnlySpan<byte> reply)
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var info = MessageInfo.Create(0, 0, 0, length);
        var server = StartServer(true, endpoint, info, false);
        MeasureCalls(endpoint, info, false, call, reply);
        server.Stop();
    }

    /// <summary>Starts a server, which waits when this returns.</summary>
    private static Actor StartServer(bool isOther, ulong endpoint, MessageInfo info, bool hasFpu)
    {
        var server = World.Start(
            isOther, World.Priority, Measuring.Server, endpoint, World.Create(ObjectType.Reply), info.Word);
        World.SetFpu(server.Thread, hasFpu);
        User.Kernel.Yield();
        return server;
    }

    private static void MeasureCalls(
        ulong endpoint, MessageInfo info, bool hasFpu, scoped ReadOnlySpan<byte> call, scoped ReadOnlySpan<byte> reply)
    {
        Samples there = default;
        Samples back = default;
        World.SetFpu(hasFpu);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            back.Add(Measuring.Call(SystemCall.Call, endpoint, info));
            there.Add(Measuring.Result);
        }

        World.SetFpu(true);
        there.Report(call);
        back.Report(reply);
    }

    private static void MeasureSend(scoped ReadOnlySpan<byte> name, ulong length)
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var receiver = World.Start(
            true, World.Priority + 1, Measuring.Receiver, endpoint, unchecked((ulong)SystemCall.Recv), World.Create(ObjectType.Reply));
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            _ = Measuring.Call(SystemCall.Send, endpoint, MessageInfo.Create(0, 0, 0, length)); // Ignored: the receiver measures.
            samples.Add(Measuring.Result);
        }

        World.SetFpu(true);
        samples.Report(name);
        receiver.Stop();
    }
}
