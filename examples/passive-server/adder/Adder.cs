// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.PassiveServer;

/// <summary>Adds. It has no processor time of its own after its start: it runs on the time of who calls.</summary>
[Component("adder")]
[Serves<IAdder>]
internal partial struct Adder
{
    private static ulong count;

    public static void Init() => DebugConsole.WriteLine("adder: ready, and passive from now on"u8);

    private static ulong Add(ulong left, ulong right)
    {
        count++;
        return left + right;
    }

    private static ulong Count() => count;
}
