// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Which build this is. The project takes the file of its configuration.</summary>
public static class BuildKind
{
    /// <summary>Whether the kernel prints and checks itself.</summary>
    public const bool IsDebug = false;
}
