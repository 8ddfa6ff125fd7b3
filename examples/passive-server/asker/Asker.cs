// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.PassiveServer;

/// <summary>Has sums done by the adder.</summary>
[Component("asker")]
[Uses<IAdder>("adder")]
internal partial struct Asker
{
    public static void Init()
    {
        Ask(12, 30);
        Ask(1_000_000, 1);
        if (Adder.Count(out ulong count) == CallStatus.Answered)
        {
            DebugConsole.Write("asker: the adder counts "u8);
            DebugConsole.WriteDecimal(count);
            DebugConsole.WriteLine(" sums"u8);
        }
    }

    private static void Ask(ulong left, ulong right)
    {
        if (Adder.Add(left, right, out ulong sum) != CallStatus.Answered)
        {
            Failure.Stop("the adder did not answer"u8);
        }

        DebugConsole.Write("asker: "u8);
        DebugConsole.WriteDecimal(left);
        DebugConsole.Write(" + "u8);
        DebugConsole.WriteDecimal(right);
        DebugConsole.Write(" = "u8);
        DebugConsole.WriteDecimal(sum);
        DebugConsole.Write("\n"u8);
    }
}
