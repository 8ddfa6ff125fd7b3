// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Says why a file is not an ELF file this reader accepts.</summary>
/// <remarks>The only exception the reader throws for what a file contains: no content, however hostile, yields another.</remarks>
public sealed class ElfFormatException : Exception
{
    /// <summary>Creates the exception with the complete sentence shown to the user.</summary>
    public ElfFormatException(string message)
        : base(message)
    {
    }
}
