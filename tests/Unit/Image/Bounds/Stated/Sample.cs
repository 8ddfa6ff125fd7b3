// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Unit.Image.Bounds.Stated;

[assembly: LibraryLoopBound("Library_Search<UInt8>", 4)]

namespace Caprock.Tests.Unit.Image.Bounds.Stated;

/// <summary>Methods with attributes as the kernel's have.</summary>
internal static class Sample
{
    [LoopBound(3)]
    [LoopBound(LoopReason.Depth)]
    [LoopBound(8)]
    public static void Loops()
    {
    }

    [CallLimit(101)]
    [RepeatBound(512)]
    public static void Limited()
    {
    }

    [RuntimeExport("sample_export")]
    [LoopBound(1)]
    public static void Exported()
    {
    }

    public static void Plain()
    {
    }
}
