// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Memory of a protection domain as the monitor sees it.</summary>
public struct MonitorWindow
{
    /// <summary>Flags: the monitor writes to it, to start the component anew.</summary>
    public const uint Writable = 1;

    /// <summary>Flags: the component executes it.</summary>
    public const uint Executable = 2;

    /// <summary>The protection domain.</summary>
    public uint Domain;

    /// <summary><see cref="Writable"/>, <see cref="Executable"/>.</summary>
    public uint Flags;

    /// <summary>Its address in the protection domain.</summary>
    public ulong Address;

    /// <summary>Its bytes.</summary>
    public ulong Bytes;

    /// <summary>Its address in the monitor.</summary>
    public ulong Window;
}
