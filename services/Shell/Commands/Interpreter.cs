// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Shell.Editing;

namespace Caprock.Services.Shell.Commands;

/// <summary>Has lines carried out, one after the other.</summary>
internal static class Interpreter
{
    private static Words words;
    private static Command command;
    private static uint component;

    /// <summary>The argument, or nothing.</summary>
    public static ReadOnlySpan<byte> Argument => words[1];

    /// <summary>The component that the argument names.</summary>
    public static uint Component => component;

    /// <summary>Begins with a line; when it is through, the next one is asked for.</summary>
    public static void Start(ReadOnlySpan<byte> line)
    {
        Words.Part(line, out words);
        command = CommandTable.Find(words[0]);
        if (words.Count == 0 || !IsSound())
        {
            Input.Begin();
            return;
        }

        Run().Begin();
    }

    /// <summary>Says what is wrong with a line.</summary>
    private static bool IsSound()
    {
        if (words.IsOpen)
        {
            Terminal.WriteLine("a quotation mark or a backslash has nothing behind it"u8);
            return false;
        }

        if (command == Command.Unknown)
        {
            Row.Say("there is no command '"u8, words[0], "'; 'help' lists them"u8);
            return false;
        }

        var arguments = words.Count - 1;
        if (arguments < CommandTable.Fewest(command) || arguments > CommandTable.Most(command))
        {
            Row.Say("it is written: "u8, CommandTable.Help(command), ""u8);
            return false;
        }

        if (CommandTable.WantsComponent(command) && !SystemView.TryFind(Argument, out component))
        {
            Row.Say("there is no component '"u8, Argument, "'; 'ps' lists them"u8);
            return false;
        }

        if (CommandTable.WantsPath(command) && !FileStore.IsThere)
        {
            Terminal.WriteLine("this shell has no file server"u8);
            return false;
        }

        return true;
    }

    private static async Activity Run()
    {
        switch (command)
        {
            case Command.Processes:
                await ProcessList.Write();
                break;
            case Command.Capabilities:
                await CapabilityList.Write();
                break;
            case Command.Memory:
                await MemoryList.Write();
                break;
            case Command.List:
                await DirectoryList.Write();
                break;
            case Command.Show:
                await FileText.Write();
                break;
            default:
                RunAtOnce();
                break;
        }

        if (Input.IsInterrupted)
        {
            Terminal.WriteLine("^C"u8);
        }

        Input.Begin();
    }

    private static void RunAtOnce()
    {
        switch (command)
        {
            case Command.Help:
                for (var each = Command.Help; each <= CommandTable.Last; each++)
                {
                    Terminal.WriteLine(CommandTable.Help(each));
                }

                Terminal.WriteLine("Tab completes, the arrows fetch earlier lines, Ctrl-C interrupts"u8);
                break;
            case Command.Network:
                QueueList.Write();
                break;
            case Command.Stop or Command.Restart or Command.Trace:
                Changes.Ask(command, component);
                break;
            case Command.Off when Shell.CanSwitchOff:
                Shell.SwitchOff();
                break;
            default:
                Terminal.WriteLine("nobody here can switch the machine off"u8);
                break;
        }
    }
}
