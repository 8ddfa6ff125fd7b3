// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit;

/// <summary>What the asker asks.</summary>
[Procedures]
public interface IAnswerer
{
    /// <summary>Answers with notifications, the first one on the first channel.</summary>
    void Ring();

    /// <summary>The sum of numbers, some of which travel in the IPC buffer.</summary>
    long Sum(sbyte a, short b, int c, long d, byte e, ushort f, uint g, ulong h);

    /// <summary>Structures in all directions.</summary>
    Box Turn(in Box box, ref bool isTurned, out Side side);
}
