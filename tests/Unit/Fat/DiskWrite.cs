// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Fat;

/// <summary>A write that a disk was given, or a flush.</summary>
internal sealed record DiskWrite(ulong Block, byte[] Data)
{
    public static DiskWrite Flush { get; } = new(0, []);

    public bool IsFlush => Data.Length == 0;
}
