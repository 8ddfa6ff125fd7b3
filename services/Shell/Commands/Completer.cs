// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;
using Caprock.Services.Shell.Editing;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>
/// Completes the word before the cursor: a command, a component or a path. When there is nothing to add, it lists what it could be.
/// </summary>
internal static class Completer
{
    private static Words words;
    private static Completion completion;
    private static MatchBuffer matches;
    private static LineText typed;
    private static int matchBytes;
    private static ulong position;
    private static int folderBytes;
    private static bool isDirectory;

    private static int Index => words.EndsBehindWord ? words.Count : words.Count - 1;

    private static ReadOnlySpan<byte> Word => words.EndsBehindWord ? [] : words[words.Count - 1];

    /// <summary>Begins; when it is through, the line goes on.</summary>
    public static void Start()
    {
        Words.Part(Input.BeforeCursor, out words);
        matchBytes = 0;
        isDirectory = false;
        Run().Begin();
    }

    private static async Activity Run()
    {
        if (Index == 0)
        {
            OfferCommands();
        }
        else if (Index == 1 && CommandTable.WantsComponent(CommandTable.Find(words[0])))
        {
            OfferComponents();
        }
        else if (Index == 1 && CommandTable.WantsPath(CommandTable.Find(words[0])) && FileStore.IsThere)
        {
            SplitPath();
            await OfferFiles();
        }
        else
        {
            completion.Begin([]);
        }

        Finish();
    }

    private static void Finish()
    {
        Span<byte> room = typed;
        var length = completion.CopyTyped(room[..(LineText.Bytes - 1)]);
        if (completion.Count == 1 && !words.IsOpen)
        {
            room[length++] = isDirectory ? (byte)'/' : (byte)' ';
        }

        if (length == 0 && completion.Count > 1)
        {
            Terminal.Write("\r\n"u8);
            Terminal.WriteForeign(((ReadOnlySpan<byte>)matches)[..matchBytes]);
            Terminal.Write("\r\n"u8);
            Input.GoOn([], isDrawn: false);
            return;
        }

        if (length == 0)
        {
            Terminal.Write("\a"u8);
        }

        Input.GoOn(room[..length], isDrawn: true);
    }

    private static void OfferCommands()
    {
        completion.Begin(Word);
        for (var command = Command.Help; command <= CommandTable.Last; command++)
        {
            Offer(CommandTable.Name(command));
        }
    }

    private static void OfferComponents()
    {
        completion.Begin(Word);
        for (uint i = 0; i < SystemView.DomainCount; i++)
        {
            Offer(SystemView.DomainName(i));
        }
    }

    /// <summary>What stands behind the last stroke is to be completed.</summary>
    private static void SplitPath()
    {
        folderBytes = Word.Length;
        while (folderBytes > 0 && Word[folderBytes - 1] != (byte)'/')
        {
            folderBytes--;
        }

        completion.Begin(Word[folderBytes..]);
        position = 0;
    }

    private static async Activity OfferFiles()
    {
        do
        {
            FileStore.List(folderBytes == 0 ? "/"u8 : Word[..folderBytes], position);
            while (FileStore.IsWaiting)
            {
                await FileStore.Done;
            }
        }
        while (TakeList() && !Input.IsInterrupted);
    }

    private static bool TakeList()
    {
        if (!FileStore.HasSucceeded)
        {
            return false;
        }

        position = FileStore.Record.Value;
        var bytes = Math.Min(FileStore.Record.Transferred, FileStore.PieceBytes - FileListEntry.HeadBytes);
        for (uint place = 0; place < bytes; place = FileEntries.After(place))
        {
            ref readonly var entry = ref FileEntries.At(place, out var name);
            if (completion.Fits(name))
            {
                isDirectory = (entry.Attributes & FileListEntry.Directory) != 0;
                Offer(name);
            }
        }

        return true;
    }

    private static void Offer(scoped ReadOnlySpan<byte> name)
    {
        if (completion.Fits(name))
        {
            completion.Offer(name);
            var text = new TextBuilder(((Span<byte>)matches)[matchBytes..]);
            text.Append(name);
            text.Append("  "u8);
            matchBytes += text.IsTruncated ? 0 : text.Length;
        }
    }
}
