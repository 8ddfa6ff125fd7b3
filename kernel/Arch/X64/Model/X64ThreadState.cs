// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Registers of a thread that no kernel entry touches: they stay loaded until another thread runs.</summary>
/// <remarks>Alias: ArchThreadState.</remarks>
public struct X64ThreadState
{
    /// <summary>Base of FS: thread-local storage.</summary>
    public ulong FsBase;

    /// <summary>Base of GS as user level sees it.</summary>
    public ulong GsBase;

    /// <summary>Breakpoints and single stepping, used in profiles that have them.</summary>
    public X64DebugState Debug;
}
