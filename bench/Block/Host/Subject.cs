// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Host;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Block.Host;

/// <summary>A booted system that does what is typed, with its instructions counted and a fresh disk.</summary>
/// <remarks>
/// The disk is a file, and QEMU has writes of it go to the host's cache only: a flush is a request of the guest's like any other, but
/// nobody waits for a real disk.
/// </remarks>
internal sealed class Subject : IDisposable
{
    private const double SecondsToBoot = 600;
    private const double SecondsOfRow = 600;
    private const double MinutesAtMost = 60;
    private const int Runs = 3;
    private const long DiskBytes = 80L << 20;
    private const int PartitionStart = 2048;
    private const int SectorBytes = 512;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-block-");
    private readonly InstructionCounter counter;
    private readonly Guest guest;

    /// <summary>Boots.</summary>
    public Subject(string kernel, string module, IEnumerable<string> arguments)
    {
        counter = new InstructionCounter(folder.FullName);
        var disk = Path.Combine(folder.FullName, "disk.img");
        MakeDisk(disk);
        guest = Guest.Start(new GuestOptions
        {
            Machine = QemuMachine.Benchmark,
            Kernel = kernel,
            Module = module,
            Limit = TimeSpan.FromMinutes(MinutesAtMost),
            ExtraArguments =
            [
                .. arguments,
                "-icount", "shift=0",
                "-plugin", $"{InstructionCounter.BuildPlugin()},counts={counter.Path}",
                .. GuestDrive.Attach(disk, "virtio-blk-pci,addr=12", "cache=unsafe"),
            ],
        });
        guest.Expect("block bench: ready", SecondsToBoot);
    }

    /// <summary>
    /// Instructions of a row, done once before to have everything warm. While a guest waits for the disk its timers go on, so of several
    /// runs the one counts that had the least of that; what asking costs is taken off.
    /// </summary>
    public ulong Measure(char kind)
    {
        Ask(kind);
        return Enumerable.Range(0, Runs).Min(_ => Ask(kind)) - Enumerable.Range(0, Runs).Min(_ => Ask('z'));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        guest.Dispose();
        counter.Dispose();
        folder.Delete(recursive: true);
    }

    private ulong Ask(char kind)
    {
        var before = counter.WaitForQuiet();
        guest.Send($"{kind}\n");
        guest.Expect($"done {kind}", SecondsOfRow);
        return counter.WaitForQuiet() - before;
    }

    /// <summary>A disk with one partition. Source: UEFI Specification 2.10, 5.2.1.</summary>
    private static void MakeDisk(string file)
    {
        using var stream = File.Create(file);
        stream.SetLength(DiskBytes);
        var record = new byte[SectorBytes];
        record[446 + 4] = 0x83;
        BitConverter.GetBytes(PartitionStart).CopyTo(record, 446 + 8);
        BitConverter.GetBytes((int)(DiskBytes / SectorBytes) - PartitionStart).CopyTo(record, 446 + 12);
        record[510] = 0x55;
        record[511] = 0xaa;
        stream.Write(record);

        // Read back as it is, not as a hole.
        var piece = new byte[1 << 20];
        for (stream.Position = 1 << 20; stream.Position < DiskBytes;)
        {
            Array.Fill(piece, (byte)(stream.Position >> 20));
            stream.Write(piece);
        }
    }
}
