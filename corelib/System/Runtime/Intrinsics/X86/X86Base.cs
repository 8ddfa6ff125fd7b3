// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>Instructions every x86 processor has.</summary>
[Intrinsic]
public abstract class X86Base
{
    /// <summary>Whether the image is for such a processor.</summary>
    public static bool IsSupported
    {
        [Intrinsic]
        get => IsSupported;
    }

    /// <summary>Tells the processor that it is in a waiting loop.</summary>
    [Intrinsic]
    public static void Pause() => Pause();
}
