// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Services.Files;

namespace Caprock.Tests.Soak;

/// <summary>
/// Makes, writes, reads, cuts and removes files at random and compares them with a model, whoever is killed between it and the disk.
/// </summary>
/// <remarks>
/// After a restart of its server, a file that was not changed since the last flush must be as it was; one that was changed is removed,
/// since it may have either state. At rest there are no files.
/// </remarks>
[Component("filer")]
[Contains<SoakOrders>("orders")]
[Contains<SoakProgress>("filer_progress")]
internal partial struct Filer
{
    private const uint FileCount = 32;
    private const uint FileBytes = 0x4000;
    private const uint PieceBytes = 0x1000;
    private const uint Place = FileClient.DataStart;
    private const uint SpreadPath = 10;

    private static FileClient files;
    private static Event done;
    private static Event resumed;
    private static FileStatus status;
    private static FileStates states;
    private static ulong random = 88_172_645_463_325_252;
    private static uint file;
    private static uint handle;
    private static bool isWaitingToResume;

    /// <summary>The server was started anew, so this step is over.</summary>
    private static bool isBroken;

    private static bool MayWork => Volatile.Read(ref Unsafe.AsRef(in Orders.MayWork)) != 0;

    public static void Init()
    {
        files = FileClient.Attach(FileQueues, FileData, Fat);
        Work().Begin();
    }

    public static void Notified(Channel channel)
    {
        if (isWaitingToResume && MayWork)
        {
            isWaitingToResume = false;
            resumed.Signal();
        }

        do
        {
            while (files.TryTake(out var completion))
            {
                status = completion.Status;
                done.Signal();
            }

            files.Flush();
        }
        while (!files.MayWait());
    }

    private static async Activity Work()
    {
        while (true)
        {
            if (!MayWork)
            {
                await RemoveAll();
                isWaitingToResume = true;
                Volatile.Write(ref FilerProgress.IsResting, 1);
                await resumed;
                Volatile.Write(ref FilerProgress.IsResting, 0);
                await MakeFolder();
            }

            await Step();
            while (isBroken)
            {
                await Recover();
            }
        }
    }

    private static async Activity Step()
    {
        file = Below(FileCount);
        var kind = Below(100);
        if (kind < 35)
        {
            await Write();
        }
        else if (kind < 75)
        {
            await Read();
        }
        else if (kind < 83)
        {
            await Remove();
        }
        else if (kind < 90)
        {
            await Resize();
        }
        else if (kind < 95)
        {
            await Flush();
        }
        else
        {
            await Stat();
        }
    }

    private static async Activity Open(FileModes modes)
    {
        Ask(files.TryStart(0, FileCommand.Open, Path(file), modes));
        await done;
        var isExpected = states[(int)file].Exists || (modes & FileModes.Create) != 0;
        Expect(isExpected ? FileStatus.Done : FileStatus.NotFound, 1);
        handle = files.Record(0).NewHandle;
    }

    private static async Activity Close()
    {
        Ask(files.TryStart(0, FileCommand.Close, handle));
        await done;
        Expect(FileStatus.Done, 2);
    }

    private static async Activity Write()
    {
        states[(int)file].IsChanged = true;
        await Open(FileModes.Write | FileModes.Create);
        if (isBroken || status != FileStatus.Done)
        {
            return;
        }

        if (!states[(int)file].Exists)
        {
            states[(int)file].Exists = true;
            states[(int)file].Bytes = 0;
        }

        var offset = Below(Math.Min(states[(int)file].Bytes, FileBytes - PieceBytes) + 1);
        var length = 1 + Below(PieceBytes);
        var piece = files.Bytes(Place, length);
        for (var i = 0; i < piece.Length; i++)
        {
            piece[i] = (byte)(Next() >> 40);
        }

        piece.CopyTo(ModelOf(file, offset, length));
        states[(int)file].Bytes = Math.Max(states[(int)file].Bytes, offset + length);
        Ask(files.TryStart(0, FileCommand.Write, handle, offset, Place, length));
        await done;
        Expect(FileStatus.Done, 3);
        if (!isBroken)
        {
            await Close();
        }
    }

    private static async Activity Read()
    {
        await Open(FileModes.None);
        if (isBroken || status != FileStatus.Done)
        {
            return;
        }

        var offset = Below(FileBytes);
        Ask(files.TryStart(0, FileCommand.Read, handle, offset, Place, PieceBytes));
        await done;
        Expect(FileStatus.Done, 4);
        if (isBroken)
        {
            return;
        }

        var bytes = states[(int)file].Bytes;
        var expected = Math.Min(offset >= bytes ? 0 : bytes - offset, PieceBytes);
        var isRight = files.Record(0).Transferred == expected
            && files.Bytes(Place, expected).SequenceEqual(ModelOf(file, Math.Min(offset, FileBytes - 1), expected));
        FilerProgress.Second++;
        Require(isRight, 5);
        await Close();
    }

    private static async Activity Remove()
    {
        states[(int)file].IsChanged = true;
        Ask(files.TryStart(0, FileCommand.Remove, Path(file)));
        await done;
        Expect(states[(int)file].Exists ? FileStatus.Done : FileStatus.NotFound, 6);
        states[(int)file].Exists = isBroken && states[(int)file].Exists;
    }

    private static async Activity Resize()
    {
        states[(int)file].IsChanged = true;
        await Open(FileModes.Write);
        if (isBroken || status != FileStatus.Done)
        {
            return;
        }

        var size = Below(FileBytes + 1);
        var old = states[(int)file].Bytes;
        if (size > old)
        {
            ModelOf(file, old, size - old).Clear();
        }

        states[(int)file].Bytes = size;
        Ask(files.TryStart(0, FileCommand.Resize, handle, size));
        await done;
        Expect(FileStatus.Done, 7);
        if (!isBroken)
        {
            await Close();
        }
    }

    private static async Activity Flush()
    {
        Ask(files.TryStart(0, FileCommand.Flush, 0u));
        await done;
        Expect(FileStatus.Done, 8);
        for (var i = 0; !isBroken && i < (int)FileCount; i++)
        {
            states[i].IsChanged = false;
        }
    }

    private static async Activity Stat()
    {
        Ask(files.TryStart(0, FileCommand.Stat, Path(file)));
        await done;
        Expect(states[(int)file].Exists ? FileStatus.Done : FileStatus.NotFound, 9);
        Require(isBroken || !states[(int)file].Exists || files.Record(0).Value == states[(int)file].Bytes, 10);
    }

    /// <summary>Removes what may have either state.</summary>
    private static async Activity Recover()
    {
        FilerProgress.Restarts++;
        isBroken = false;
        files.Reconnect();
        for (file = 0; file < FileCount && !isBroken; file++)
        {
            if (states[(int)file].IsChanged)
            {
                Ask(files.TryStart(0, FileCommand.Remove, Path(file)));
                await done;
                Expect(status == FileStatus.NotFound ? FileStatus.NotFound : FileStatus.Done, 11);
                states[(int)file].Exists = false;
            }
        }
    }

    private static async Activity RemoveAll()
    {
        var isClean = false;
        while (!isClean)
        {
            for (file = 0; file < FileCount && !isBroken; file++)
            {
                await Remove();
            }

            if (!isBroken)
            {
                Ask(files.TryStart(0, FileCommand.RemoveDirectory, "soak"u8));
                await done;
                Expect(status == FileStatus.NotFound ? FileStatus.NotFound : FileStatus.Done, 13);
            }

            if (!isBroken)
            {
                await Flush();
            }

            isClean = !isBroken;
            while (isBroken)
            {
                await Recover();
            }
        }
    }

    /// <summary>A directory never gets shorter, so the files are in one that is removed at the end.</summary>
    private static async Activity MakeFolder()
    {
        var isMade = false;
        while (!isMade)
        {
            Ask(files.TryStart(0, FileCommand.MakeDirectory, "soak"u8));
            await done;
            Expect(status == FileStatus.Exists ? FileStatus.Exists : FileStatus.Done, 14);
            if (!isBroken)
            {
                await Flush();
            }

            isMade = !isBroken;
            while (isBroken)
            {
                await Recover();
            }
        }
    }

    private static void Ask(bool isTaken)
    {
        Require(isTaken, 12);
        files.Flush();
    }

    private static void Expect(FileStatus expected, ulong where)
    {
        isBroken = status == FileStatus.Restarted;
        FilerProgress.Done++;
        Require(isBroken || status == expected, where + ((ulong)status << 8));
    }

    private static void Require(bool isRight, ulong where)
    {
        if (!isRight)
        {
            FilerProgress.Wrong++;
            FilerProgress.LastWrong = where + ((ulong)file << 16);
        }
    }

    private static Span<byte> ModelOf(uint number, uint offset, uint bytes) =>
        Model.Bytes.Slice((int)((number * FileBytes) + offset), (int)bytes);

    /// <summary>A name, short for some and long for others.</summary>
    private static ReadOnlySpan<byte> Path(uint number)
    {
        var text = number < SpreadPath ? "soak/file??.dat"u8 : "soak/a longer name of a file, number ??"u8;
        var path = files.Bytes(Place + PieceBytes, (uint)text.Length);
        text.CopyTo(path);
        var place = path.IndexOf((byte)'?');
        path[place] = (byte)('0' + (number / 10));
        path[place + 1] = (byte)('0' + (number % 10));
        return path;
    }

    private static uint Below(uint limit) => (uint)((Next() >> 32) % limit);

    /// <summary>The next random number. Source: Vigna, xorshift64*.</summary>
    private static ulong Next()
    {
        random ^= random >> 12;
        random ^= random << 25;
        random ^= random >> 27;
        return random * 0x2545_f491_4f6c_dd1d;
    }
}
