// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;

namespace Caprock.Tests.Tap;

/// <summary>Runs the stack over a tap device until a line is entered, for trying by hand.</summary>
internal static class Program
{
    private static int Main()
    {
        if (NetworkNamespace.Obstacle is { } obstacle)
        {
            Console.Error.WriteLine($"This program {obstacle}.");
            return 1;
        }

        using var space = new NetworkNamespace("10.77.0.1/24");
        using var host = new HostStack(space.Device, new Ipv4Address(10, 77, 0, 2), new SmallServices());
        Console.WriteLine("The stack is 10.77.0.2: echo at UDP and TCP port 7. Linux is 10.77.0.1 in the newest network namespace of `ip netns`.");
        Console.WriteLine("Enter ends.");
        Console.ReadLine();
        return 0;
    }
}
