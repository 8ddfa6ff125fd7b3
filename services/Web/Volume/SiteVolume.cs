// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Services.Files;
using Caprock.Services.Http;

namespace Caprock.Services.Web.Volume;

/// <summary>
/// The files of a volume as a site lends them: what is known of files, a cache of their blocks, and what the file server is asked.
/// </summary>
/// <remarks>
/// Nobody else writes the volume, so what was learnt stays true; README.md has the rest. Nothing here waits: a request whose file is not in
/// the cache is noted, and goes on after <see cref="TryTakeReady"/> has named it. It must be a static, because it must lie still.
/// </remarks>
public unsafe partial struct SiteVolume
{
    /// <summary>Bytes of a block of the cache.</summary>
    public const int BlockBytes = 16384;

    private const int Files = 256;
    private const int Buckets = 256;
    private const int MostBlocks = 1024;
    private const ushort None = ushort.MaxValue;
    private const ulong Forgotten = 1_000_000;
    private const int ReadAhead = 4;
    private const int AtOnce = 8;

    private FileClient client;
    private Region data;
    private Waiters waiters;
    private VolumeFile* files;
    private VolumeBlock* blocks;
    private ushort* buckets;
    private Load* loads;
    private int blockCount;
    private int lentBlocks;
    private uint clock;
    private uint changes;
    private ulong now;
    private ulong nextTurn;

    private Upload* uploads;
    private PathText path;
    private PathText newPath;
    private PathText leftover;
    private bool isRecovered;
    private bool isCleaning;
    private bool isBroken;

    private ListState listState;
    private ulong listPosition;
    private ulong listNext;
    private ulong listMicroseconds;
    private uint listLength;
    private bool isListEnd;

    /// <summary>Bytes of memory that it needs, for so many places of the HTTP server.</summary>
    public static ulong RequiredBytes(int places) => TablesBytes + Waiters.RequiredBytes(places);

    private static ulong TablesBytes => ((ulong)sizeof(VolumeFile) * Files) + ((ulong)sizeof(VolumeBlock) * MostBlocks)
        + ((ulong)sizeof(Load) * FirstUpload) + (sizeof(ushort) * Buckets) + ((ulong)sizeof(Upload) * Uploads);

    /// <summary>Sets it up.</summary>
    /// <param name="memory">Memory of at least the bytes that it needs, for its tables.</param>
    /// <param name="places">Places of the HTTP server.</param>
    /// <param name="queues">Queues to the file server.</param>
    /// <param name="fileData">Memory that the file server knows: the cache is as large as it is.</param>
    /// <param name="server">The file server.</param>
    public void Start(Region memory, int places, Region queues, Region fileData, Channel server)
    {
        blockCount = (int)Math.Min((Math.Max(fileData.Length, CacheStart) - CacheStart) / BlockBytes, MostBlocks);
        if (memory.Length < RequiredBytes(places) || blockCount < AtOnce)
        {
            Failure.Stop("the memory of a site on a volume is too small"u8);
        }

        data = fileData;
        client = FileClient.Attach(queues, fileData, server);
        files = (VolumeFile*)memory.Address;
        blocks = (VolumeBlock*)(files + Files);
        loads = (Load*)(blocks + MostBlocks);
        uploads = (Upload*)(loads + FirstUpload);
        buckets = (ushort*)(uploads + Uploads);
        waiters.Create((byte*)memory.Address + TablesBytes, places);
        Clear();
        BeginRecovery();
    }

    /// <summary>Takes what the file server has done; before the HTTP server has its turn.</summary>
    public void TakeIn(ulong nowMicroseconds)
    {
        now = nowMicroseconds;
        while (client.TryTake(out var completion))
        {
            if (completion.Id < FirstUpload)
            {
                FinishLoad(completion.Id, completion.Status);
            }
            else if (completion.Id < ListCommand)
            {
                FinishUpload((int)(completion.Id - FirstUpload), completion.Status);
            }
            else
            {
                FinishOther(completion.Id, completion.Status);
            }
        }

        if (now >= nextTurn)
        {
            // Who waits for what others did not need in the end has a turn too.
            nextTurn = now + (Forgotten / 4);
            waiters.Wake(Waiters.Anything, AtOnce * AtOnce);
        }
    }

    /// <summary>Takes a request that may go on.</summary>
    public bool TryTakeReady(out int place) => waiters.TryTake(out place);

    /// <summary>Shows the file server what it is asked; true when nothing is left to do before a notification.</summary>
    public bool TryFinish()
    {
        client.Flush();
        return client.MayWait();
    }

    /// <summary>The file server was started anew: what it is doing is answered, and begun again.</summary>
    public void Reconnect() => client.Reconnect();

    /// <summary>Looks for a file. While that is not known, the request at the place waits.</summary>
    public FileState Find(scoped ReadOnlySpan<byte> path, int place, out int file)
    {
        file = FindKnown(path);
        if (file >= 0)
        {
            var known = files + file;
            known->LastUse = ++clock;
            if (known->State == FileState.Present)
            {
                return FileState.Present;
            }

            if (known->State is FileState.Absent or FileState.Failed && now - known->AskedMicroseconds < Forgotten)
            {
                return known->State;
            }
        }

        return Ask(path, place, ref file);
    }

    /// <summary>Fills in a response with a file that is present.</summary>
    public readonly void Fill(int file, ref HttpResponse response)
    {
        var known = files + file;
        response.SetStream(((ulong)known->Generation << 32) | (uint)file, (int)known->Size);
        response.SetTag(new ReadOnlySpan<byte>(known->Tag, VolumeFile.TagBytes));
        response.LastModifiedSeconds = known->ModifiedSeconds;
    }

    /// <summary>Lends a piece of a file, as <see cref="ISite{TSelf}.Lend"/> wants it.</summary>
    public int Lend(int place, ulong stream, int offset, int length, out byte* piece, out ushort loan)
    {
        piece = null;
        loan = HttpLoans.None;
        var file = (int)(uint)stream;
        var known = files + file;
        if (known->Generation != (ushort)(stream >> 32) || known->State != FileState.Present)
        {
            return -1;
        }

        var number = (uint)offset / BlockBytes;
        var found = FindBlock(known, number);
        if (found == None || (blocks + found)->State != BlockState.Ready)
        {
            return AwaitBlock(file, number, found, place);
        }

        var block = blocks + found;
        var within = (uint)offset % BlockBytes;
        block->LastUse = ++clock;
        piece = AddressOf(found) + within;

        // Slow clients can keep three quarters of the cache; beyond that, what they get is copied.
        if (block->Lent != 0 || (lentBlocks < blockCount / 4 * 3 && block->Lent < None))
        {
            lentBlocks += block->Lent == 0 ? 1 : 0;
            block->Lent++;
            loan = found;
        }

        return (int)Math.Min((uint)length, block->Length - within);
    }

    /// <summary>Has a piece back.</summary>
    public void Return(ushort loan)
    {
        var block = blocks + loan;
        block->Lent--;
        if (block->Lent != 0)
        {
            return;
        }

        lentBlocks--;
        if (block->State == BlockState.Orphan)
        {
            block->State = BlockState.Free;
        }

        waiters.Wake(Waiters.Anything, 1);
    }

    private void Clear()
    {
        for (var i = 0; i < Files; i++)
        {
            (files + i)->State = FileState.Unknown;
            (files + i)->Generation = 0;
            (files + i)->FirstBlock = None;
            (files + i)->Load = None;
            (files + i)->Next = None;
            (files + i)->PathLength = 0;
            (files + i)->LastUse = 0;
        }

        for (var i = 0; i < MostBlocks; i++)
        {
            (blocks + i)->State = BlockState.Free;
            (blocks + i)->Lent = 0;
        }

        for (var i = 0; i < FirstUpload; i++)
        {
            (loads + i)->Step = LoadStep.Free;
        }

        for (var i = 0; i < Uploads; i++)
        {
            (uploads + i)->Step = UploadStep.Free;
        }

        for (var i = 0; i < Buckets; i++)
        {
            buckets[i] = None;
        }
    }

    private readonly byte* AddressOf(int block) => (byte*)data.Address + PlaceOf(block);

    private static uint PlaceOf(int block) => CacheStart + ((uint)block * BlockBytes);
}
