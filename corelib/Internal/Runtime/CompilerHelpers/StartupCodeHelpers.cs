// SPDX-License-Identifier: BSD-2-Clause
namespace Internal.Runtime.CompilerHelpers;

/// <summary>What generated library start-up code calls; the linker drops that code, because nothing runs it.</summary>
internal static class StartupCodeHelpers
{
    internal static void RunModuleInitializers()
    {
    }
}
