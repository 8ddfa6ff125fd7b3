// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Hierarchy;

/// <summary>Writes where nothing is mapped, in every life.</summary>
[Component("crasher")]
internal partial struct Crasher
{
    private static ulong lives;

    public static unsafe void Init()
    {
        lives++;
        DebugConsole.Write("crasher: life "u8);
        DebugConsole.WriteDecimal(lives);
        DebugConsole.Write("\n"u8);
        *(ulong*)0x10 = lives;
    }
}
