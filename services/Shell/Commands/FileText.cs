// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Shell.Commands;

/// <summary>A file as text.</summary>
internal static class FileText
{
    private static ulong offset;
    private static uint handle;

    /// <summary>Writes it.</summary>
    public static async Activity Write()
    {
        FileStore.Open(Interpreter.Argument);
        while (FileStore.IsWaiting)
        {
            await FileStore.Done;
        }

        if (!FileStore.HasSucceeded)
        {
            Complain();
            return;
        }

        handle = FileStore.Record.NewHandle;
        offset = 0;
        do
        {
            FileStore.Read(handle, offset);
            while (FileStore.IsWaiting)
            {
                await FileStore.Done;
            }

            if (!FileStore.HasSucceeded)
            {
                Complain();
                break;
            }

            offset += Transferred;
            Terminal.WriteForeign(FileStore.Data[..(int)Transferred]);
            while (Terminal.IsFull)
            {
                await Terminal.Room;
            }
        }
        while (Transferred == FileStore.PieceBytes && !Input.IsInterrupted);

        Terminal.EndLine();
        FileStore.Close(handle);
        while (FileStore.IsWaiting)
        {
            await FileStore.Done;
        }
    }

    private static uint Transferred => Math.Min(FileStore.Record.Transferred, FileStore.PieceBytes);

    private static void Complain()
    {
        if (!Input.IsInterrupted)
        {
            FileStore.Complain(Interpreter.Argument);
        }
    }
}
