// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>A file is copied and compared all the time; bench/Faults/System/faults.system has the addresses.</summary>
internal sealed class DiskWorkload : Workload
{
    private const ulong Copier = 0x1003_5000;

    private readonly Disk disk = new();

    /// <summary>The components of the path.</summary>
    public static IReadOnlyList<Victim> Victims() =>
    [
        new("disk", "virtio_blk", [new Span(0x2030_0000, 0x4000)], [new Span(0x2020_0000, 0x3500)], []),
        new("partitions", "block_virtualiser", [new Span(0x2000_0000, 0x4000), new Span(0x2020_0000, 0x4000)], [], []),
        new("fat", "fat_server", [new Span(0x2000_0000, 0x4000), new Span(0x2010_0000, 0x2000)], [], [new Span(0x2100_0000, 0x1_0000)]),
    ];

    /// <inheritdoc/>
    public override string System => "faults";

    /// <inheritdoc/>
    public override string ReadyText => "the volume is there";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Devices =>
        GuestDrive.Attach(disk.File, "virtio-blk-pci,addr=12", "cache=unsafe");

    /// <inheritdoc/>
    public override Verdict Judge() => disk.Judge();

    /// <inheritdoc/>
    public override void Dispose() => disk.Dispose();

    /// <inheritdoc/>
    protected override (ulong Pieces, ulong Wrong, ulong Errors) ReadPath(GuestMemory memory) =>
        (memory.Read<ulong>(Copier), memory.Read<ulong>(Copier + 16), memory.Read<ulong>(Copier + 32));
}
