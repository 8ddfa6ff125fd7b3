// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Has a field whose value is not known when the image is made.</summary>
internal static class Initialiser
{
    private static readonly ulong s_moment = ReadMoment();

    [RuntimeExport("_start")]
    private static ulong Main() => s_moment;

    [RuntimeImport("memset")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReadMoment();
}
