// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>What a pair of endpoints stands for.</summary>
internal enum FlowKind : byte
{
    /// <summary>A <see cref="TcpConnection"/>.</summary>
    Connection,

    /// <summary>A <see cref="Tcp.HalfOpen"/>.</summary>
    HalfOpen,

    /// <summary>A <see cref="Tcp.TimeWait"/>.</summary>
    TimeWait,
}
