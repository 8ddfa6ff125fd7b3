// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Tells the monitor that a component that gives up has left the line of its source, as the compiler knows it, in a register.</summary>
public static class FailureMark
{
    /// <summary>"FAILLINE", read as a little-endian number.</summary>
    public const ulong Value = 0x454e_494c_4c49_4146;
}
