// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.Tests.Support;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>The largest messages, with capabilities that lie behind 64 CNodes on both sides; messages about faults.</summary>
internal static class MessageCases
{
    private const int Repetitions = 3;

    /// <summary>Runs all.</summary>
    public static void Run()
    {
        Reply();
        Fault();
    }

    /// <summary>A server that lives in a deep space and answers with as much as there can be.</summary>
    private static void Reply()
    {
        var space = DeepSpace.Create();
        var received = DeepSpace.Create();
        var endpoint = World.Create(ObjectType.Endpoint);
        space.Put(endpoint, 0);
        space.Put(World.Create(ObjectType.Reply), 1);
        var server = World.Prepare(false, World.Priority + 1, 1_000_000, 1_000_000);
        Require.Success(server.Thread.SetSpace(default, space.Root, 0, new Pml4((ulong)RootSlot.InitThreadVSpace).Slot, 0));
        var buffer = new MessageBuffer(server.Buffer);
        var answer = MessageInfo.Create(0, 0, Limits.MessageMaximumExtraCaps, Limits.MessageMaximumLength);
        server.Begin(Measuring.Server, 0, 1, answer.Word);
        IpcBuffer.SetReceivePath(received.Root.Slot, 1, RootCNode.FullDepth);
        for (var i = 0; i < Repetitions; i++)
        {
            buffer.SetCap(0, 0);
            buffer.SetCap(1, 0);
            buffer.SetCap(2, 1);
            IpcBuffer.SetCap(0, endpoint);
            IpcBuffer.SetCap(1, endpoint);
            IpcBuffer.SetCap(2, endpoint);
            _ = Measuring.Call(SystemCall.Call, endpoint, answer); // Ignored: how long it took.
            received.Clear(1);
        }

        server.Stop();
    }

    /// <summary>Page faults and refused capabilities, told to a thread that does not answer.</summary>
    private static void Fault()
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var handler = World.Start(
            false, World.Priority + 2, Measuring.Receiver, endpoint, unchecked((ulong)SystemCall.Recv), World.Create(ObjectType.Reply));
        for (var i = 0; i < Repetitions; i++)
        {
            var thread = World.Prepare(false, World.Priority + 1, 1_000_000, 1_000_000);
            Require.Success(thread.Thread.SetSpace(new Endpoint(endpoint), RootCNode.Node, 0, (ulong)RootSlot.InitThreadVSpace, 0));
            thread.Begin(i == 0 ? 0 : Measuring.Beginner, 0);
            thread.Stop();
        }

        handler.Stop();
    }
}
