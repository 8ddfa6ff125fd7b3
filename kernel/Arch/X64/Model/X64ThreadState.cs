// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Registers of a thread that no kernel entry touches: they stay loaded until another thread runs. Alias: ArchThreadState.</summary>
public struct X64ThreadState
{
    /// <summary>Base of FS: thread-local storage.</summary>
    public ulong FsBase;

    /// <summary>Base of GS as user level sees it.</summary>
    public ulong GsBase;
}
