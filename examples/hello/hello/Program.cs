// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.User;

namespace Caprock.Examples.Hello;

internal struct Hello : IComponent
{
    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Hello>(start);

    public static void Init() => DebugConsole.WriteLine("hello, world"u8);
}
