// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Hierarchy;

/// <summary>Starts its child again when it stops with a fault, and lets it rest after the third time.</summary>
[Component("parent")]
internal partial struct Parent
{
    private const ulong MostRestarts = 3;

    private static ulong restarts;

    public static void Init() => DebugConsole.WriteLine("parent: ready"u8);

    public static void Fault(Child child, in Fault fault)
    {
        DebugConsole.Write("parent: "u8);
        DebugConsole.Write(child.Name);
        DebugConsole.Write(" stopped with a fault"u8);
        if (restarts == MostRestarts)
        {
            DebugConsole.WriteLine("; it stays stopped"u8);
            return;
        }

        restarts++;
        DebugConsole.Write("; restart "u8);
        DebugConsole.WriteDecimal(restarts);
        DebugConsole.Write("\n"u8);
        child.Restart();
    }
}
