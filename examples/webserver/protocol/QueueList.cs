// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Webserver.Protocol;

/// <summary>Figures of the queues: of each connection the full buffers, then the empty ones.</summary>
[InlineArray(Watched.Connections * 2)]
public struct QueueList
{
    private QueueFigures first;
}
