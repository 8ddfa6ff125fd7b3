// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Network.Linux;

/// <summary>struct epoll_event, 12 bytes without padding on x86-64. Source: epoll_ctl(2).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PollEvent
{
    public uint Events;
    public ulong Data;
}
