// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Services.Shell.Commands;

/// <summary>What is asked of the monitor about a component.</summary>
internal static class Changes
{
    /// <summary>Asks, and says what became of it.</summary>
    public static unsafe void Ask(Command command, uint component)
    {
        if (command == Command.Stop && component == SystemView.Header->Reader)
        {
            Terminal.WriteLine("that is this shell; nobody could start it anew"u8);
            return;
        }

        var answer = command switch
        {
            Command.Stop => Supervision.Stop(component),
            Command.Restart => Supervision.Restart(component),
            _ => Supervision.Trace(component),
        };
        switch (answer)
        {
            case MonitorAnswer.Done:
                break;
            case MonitorAnswer.NotAllowed:
                Terminal.WriteLine("the description does not let this shell stop or start components"u8);
                break;
            case MonitorAnswer.NotKept:
                Row.Say("nobody has kept what "u8, SystemView.DomainName(component), " began with: it has no restart policy"u8);
                break;
            default:
                Terminal.WriteLine("the monitor does not know this request"u8);
                break;
        }
    }
}
