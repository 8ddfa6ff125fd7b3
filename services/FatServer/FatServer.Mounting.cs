// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Fat;

namespace Caprock.Services.FatServer;

/// <content>What comes before clients are served: the volume is mounted, and clusters that an earlier life has lost are taken back.</content>
internal unsafe partial struct FatServer
{
    /// <summary>Starts an operation that nobody has asked for.</summary>
    private static void StartOwn(FatCommand command)
    {
        // There is room: clients are not served yet.
        var operation = volume.Reserve();
        operation->Command = command;
        operation->Owner = NoClient;
        volume.Start(operation);
    }

    /// <summary>Such an operation is finished; true when another was started.</summary>
    private static bool NoteOwn(FatOperation* operation)
    {
        var isDone = operation->Status == FatStatus.Done;
        if (operation->Command == FatCommand.Mount)
        {
            DebugConsole.WriteLine(isDone ? "fat_server: the volume is there"u8 : "fat_server: there is no FAT volume"u8);
            isReady = !isDone;
            if (isDone)
            {
                StartOwn(FatCommand.Reclaim);
            }

            return isDone;
        }

        if (operation->Command == FatCommand.Reclaim)
        {
            isReady = true;
            TellReclaimed(operation, isDone);
        }

        return false;
    }

    private static void TellReclaimed(FatOperation* operation, bool isDone)
    {
        if (!isDone)
        {
            DebugConsole.WriteLine(operation->Status == FatStatus.Unsupported
                ? "fat_server: clusters that no file has are not looked for: the volume is too large, too deep or too much in pieces"u8
                : "fat_server: clusters that no file has are left alone: the volume contradicts itself, or the device fails"u8);
        }
        else if (operation->Value != 0)
        {
            DebugConsole.Write("fat_server: clusters taken back that no file has: "u8);
            DebugConsole.WriteDecimal(operation->Value);
            DebugConsole.WriteLine(""u8);
        }
    }
}
