// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Tests.Kit;

/// <summary>Has the victim stop in one way after the other, and tells what a peer sees of that. One with a memory region makes a call that
/// does not end, once.</summary>
internal struct Observer : IComponent
{
    private const ulong FirstWay = 2;
    private const ulong LastWay = 5;
    private const ulong Endless = 6;

    private static LineBuffer line;
    private static ulong way = FirstWay;

    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Observer>(start);

    public static void Init()
    {
        if (Configuration.RegionCount == 0)
        {
            Provoke();
        }
        else if (Configuration.Generation == 0)
        {
            var message = new Message(Endless);
            Configuration.Channel(0).Call(ref message);
        }
        else
        {
            DebugConsole.WriteLine("observer: lives again"u8);
        }
    }

    public static void PeerRestarted(Channel channel)
    {
        var text = new TextBuilder(line);
        text.Append("observer: "u8);
        text.Append(channel.PeerName);
        text.Append(" lives again, generation "u8);
        text.AppendDecimal((long)channel.PeerGeneration);
        DebugConsole.WriteLine(text.Written);
        Ask(channel);
        Provoke();
    }

    private static void Ask(Channel channel)
    {
        var message = new Message(1, 41);
        channel.Call(ref message);
        var text = new TextBuilder(line);
        text.Append("observer: answer "u8);
        text.AppendDecimal((long)message.Word0);
        text.Append(" from life "u8);
        text.AppendDecimal((long)message.Word1);
        DebugConsole.WriteLine(text.Written);
    }

    private static void Provoke()
    {
        if (way > LastWay)
        {
            return;
        }

        var message = new Message(way, 1_000_000);
        way++;
        Configuration.Channel(0).Call(ref message);
        DebugConsole.WriteLine(message.IsRestarted ? "observer: the call was cut short"u8 : "observer: an answer from nobody"u8);
    }
}
