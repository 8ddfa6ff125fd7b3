// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Diagnostics;

/// <summary>What a check of the invariants has found so far.</summary>
public unsafe struct InvariantReport
{
    /// <summary>Capabilities looked at.</summary>
    public ulong Capabilities;

    /// <summary>Statements found false.</summary>
    public ulong Broken;

    /// <summary>Takes note of a statement about an object; a false one is printed.</summary>
    public void Require(bool holds, ReadOnlySpan<byte> statement, void* place)
    {
        if (holds)
        {
            return;
        }

        Broken++;
        DebugConsole.Write("caprock: invariant broken at "u8);
        DebugConsole.WriteHexadecimal((ulong)place);
        DebugConsole.Write(": "u8);
        DebugConsole.WriteLine(statement);
    }
}
