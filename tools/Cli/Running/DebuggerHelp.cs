// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Running;

/// <summary>Tells how to connect gdb.</summary>
internal static class DebuggerHelp
{
    /// <summary>Port of QEMU's stub.</summary>
    public const int Port = 1234;

    /// <summary>Prints the commands for kernel and components.</summary>
    public static void Print(string kernelWithSymbols, IEnumerable<string> programs)
    {
        Console.Error.WriteLine("The machine waits for gdb. In another terminal:");
        Console.Error.WriteLine($"  gdb {kernelWithSymbols} -ex 'target remote :{Port}'");
        Console.Error.WriteLine("  (gdb) hbreak FILE.cs:LINE        a line of the kernel's source; then: continue");
        Console.Error.WriteLine("For a component, its program in the kernel's place:");
        foreach (var program in programs)
        {
            Console.Error.WriteLine($"  {program}");
        }
    }
}
