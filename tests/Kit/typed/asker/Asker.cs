// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit;

/// <summary>Asks the answerer in every way, and awaits what it hears.</summary>
[Component("asker")]
[Uses<IAnswerer>("Answerer1")]
[Contains<Counts>("counts")]
internal partial struct Asker
{
    private const int Rounds = 3;

    private static Event first;
    private static Event second;

    public static void Init()
    {
        if (Answerer1.Sum(-1, -2, -3, -4, 5, 6, 7, 8, out var sum) == CallStatus.Answered && sum == 16)
        {
            DebugConsole.WriteLine("asker: numbers arrive"u8);
        }

        Box box = new() { Width = 1, Height = 2, Top = Side.Back };
        var isTurned = false;
        var status = Answerer1.Turn(box, ref isTurned, out var side, out var turned);
        var isRight = isTurned && side == Side.Back && turned.Width == 2 && turned.Height == 1 && turned.Top == Side.Back;
        if (status == CallStatus.Answered && isRight)
        {
            DebugConsole.WriteLine("asker: structures arrive"u8);
        }

        AskWrongly(new Message(3), "asker: an unknown procedure is refused"u8);
        AskWrongly(new Message(0, 1), "asker: a wrong number of words is refused"u8);
        Listen().Begin();
        DebugConsole.WriteLine("asker: listens"u8);
    }

    public static void Notified(Channel channel)
    {
        if (channel == Answerer1)
        {
            first.Signal();
        }
        else if (channel == SecondBell)
        {
            second.Signal();
        }
    }

    private static void AskWrongly(Message message, ReadOnlySpan<byte> text)
    {
        ((Channel)Answerer1).Call(ref message);
        if (message.Status(0) == CallStatus.Refused)
        {
            DebugConsole.WriteLine(text);
        }
    }

    private static async Activity Listen()
    {
        var heard = 0u;
        for (var round = 0; round < Rounds; round++)
        {
            heard += Answerer1.Ring() == CallStatus.Answered ? 1u : 0;
            await Both();
        }

        DebugConsole.WriteLine(heard == Rounds && Counts.Calls == heard + 2 ? "asker: heard everything"u8 : "asker: missed something"u8);
    }

    private static async Activity Both()
    {
        await second;
        await first;
        DebugConsole.WriteLine("asker: both bells"u8);
    }
}
