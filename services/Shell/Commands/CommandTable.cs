// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Shell.Commands;

/// <summary>The commands' names, what they want, and what they do.</summary>
internal static class CommandTable
{
    /// <summary>The last command.</summary>
    public const Command Last = Command.Off;

    /// <summary>The command of a name.</summary>
    public static Command Find(ReadOnlySpan<byte> name)
    {
        for (var command = Command.Help; command <= Last; command++)
        {
            if (Name(command).SequenceEqual(name))
            {
                return command;
            }
        }

        return Command.Unknown;
    }

    /// <summary>A command's name.</summary>
    public static ReadOnlySpan<byte> Name(Command command) => command switch
    {
        Command.Help => "help"u8,
        Command.Processes => "ps"u8,
        Command.Capabilities => "caps"u8,
        Command.Memory => "mem"u8,
        Command.Network => "net"u8,
        Command.List => "ls"u8,
        Command.Show => "cat"u8,
        Command.Stop => "kill"u8,
        Command.Restart => "restart"u8,
        Command.Trace => "trace"u8,
        Command.Off => "off"u8,
        _ => ""u8,
    };

    /// <summary>How it is written and what it does.</summary>
    public static ReadOnlySpan<byte> Help(Command command) => command switch
    {
        Command.Help => "help           this list"u8,
        Command.Processes => "ps             components: state, priority, time given and used, restarts"u8,
        Command.Capabilities => "caps NAME      what a component has: capabilities and memory regions"u8,
        Command.Memory => "mem            memory of components, memory regions and who has them"u8,
        Command.Network => "net            what went through the queues that this shell may look at"u8,
        Command.List => "ls [PATH]      files of a directory"u8,
        Command.Show => "cat PATH       a file; Ctrl-C ends it"u8,
        Command.Stop => "kill NAME      stops a component; it is not started anew by itself"u8,
        Command.Restart => "restart NAME   starts a component anew, with the memory it had at first"u8,
        Command.Trace => "trace NAME     which methods a component is in"u8,
        Command.Off => "off            switches the machine off"u8,
        _ => ""u8,
    };

    /// <summary>Whether its argument is a component's name.</summary>
    public static bool WantsComponent(Command command) =>
        command is Command.Capabilities or Command.Stop or Command.Restart or Command.Trace;

    /// <summary>Whether its argument is a path.</summary>
    public static bool WantsPath(Command command) => command is Command.List or Command.Show;

    /// <summary>Arguments it must have.</summary>
    public static int Fewest(Command command) => WantsComponent(command) || command == Command.Show ? 1 : 0;

    /// <summary>Arguments it may have.</summary>
    public static int Most(Command command) => WantsComponent(command) || WantsPath(command) ? 1 : 0;
}
