// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Boot;

/// <summary>Why the kernel cannot start.</summary>
public enum BootProblem
{
    None,
    NoLoader,
    NoMemoryMap,
    NoModule,
    NotElf,
    WrongElf,
    BadProgramHeaders,
    BadSegment,
    NoSegment,
    BadEntry,
    ImageTooLarge,
    TooLittleMemory,
    NoAcpi,
    NoIoApic,
    KernelTooLarge,
}
