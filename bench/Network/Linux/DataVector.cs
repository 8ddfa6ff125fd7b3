// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Network.Linux;

/// <summary>struct iovec. Source: readv(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DataVector
{
    public ulong Start;
    public ulong Length;
}
