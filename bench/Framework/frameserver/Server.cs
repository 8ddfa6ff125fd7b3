// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.User;

namespace Caprock.Bench.Framework;

/// <summary>Answers with what it was asked.</summary>
internal struct Server : IComponent
{
    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Server>(start);

    public static void Protected(Channel caller, ref Message message)
    {
    }
}
