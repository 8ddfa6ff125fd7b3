// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>The file header's fields that describe the image.</summary>
/// <param name="Class">Word size.</param>
/// <param name="Type">Object file type: 1 relocatable, 2 executable, 3 shared.</param>
/// <param name="Machine">Processor.</param>
/// <param name="Entry">Virtual address at which the program starts.</param>
public sealed record ElfHeader(ElfClass Class, ushort Type, ElfMachine Machine, ulong Entry);
