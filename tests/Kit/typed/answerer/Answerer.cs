// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit;

/// <summary>Serves the asker.</summary>
[Component("answerer")]
[Serves<IAnswerer>]
[Contains<Counts>("counts")]
internal partial struct Answerer
{
    private static void Ring(Channel caller)
    {
        Counts.Calls++;
        if (caller == Asker2)
        {
            Asker2.Notify();
            Asker4.Notify();
        }
    }

    private static long Sum(sbyte a, short b, int c, long d, byte e, ushort f, uint g, ulong h)
    {
        Counts.Calls++;
        return a + b + c + d + e + f + g + (long)h;
    }

    private static Box Turn(in Box box, ref bool isTurned, out Side side)
    {
        Counts.Calls++;
        isTurned = !isTurned;
        side = Side.Back;
        return new Box { Width = (byte)box.Height, Height = box.Width, Top = box.Top };
    }
}
