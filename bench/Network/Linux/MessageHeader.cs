// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Network.Linux;

/// <summary>struct mmsghdr: a message and how many bytes were received. Source: recvmmsg(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MessageHeader
{
    public ulong Name;
    public ulong NameLength;
    public ulong Vectors;
    public ulong VectorCount;
    public ulong Control;
    public ulong ControlLength;
    public ulong Flags;
    public ulong Length;
}
