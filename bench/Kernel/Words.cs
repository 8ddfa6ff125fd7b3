// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Kernel;

/// <summary>The message words that travel in registers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Words
{
    /// <summary>Word 0.</summary>
    public ulong Word0;

    /// <summary>Word 1.</summary>
    public ulong Word1;

    /// <summary>Word 2.</summary>
    public ulong Word2;

    /// <summary>Word 3.</summary>
    public ulong Word3;
}
