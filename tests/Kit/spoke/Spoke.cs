// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.User;

namespace Caprock.Tests.Kit;

/// <summary>Answers every notification with one, together with waiting for the next.</summary>
internal struct Spoke : IComponent
{
    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Spoke>(start);

    public static void Notified(Channel channel) => channel.NotifyDeferred();
}
