// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Tests.Kit;

/// <summary>Notifies every peer it has, more than a notification has bits, and counts who answers: each once.</summary>
internal struct Hub : IComponent
{
    private static LineBuffer line;
    private static int answers;

    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Hub>(start);

    public static void Init()
    {
        for (var i = 0; i < Configuration.ChannelCount; i++)
        {
            Configuration.Channel(i).Notify();
        }
    }

    public static void Notified(Channel channel)
    {
        answers++;
        if (answers == Configuration.ChannelCount)
        {
            var text = new TextBuilder(line);
            text.Append("hub: "u8);
            text.AppendDecimal(answers);
            text.Append(" answers"u8);
            DebugConsole.WriteLine(text.Written);
        }
    }
}
