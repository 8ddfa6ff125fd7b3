// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;

namespace Caprock.Tests.Tap;

/// <summary>Runs the stack over a tap device until a line is entered, for trying by hand.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (NetworkNamespace.Obstacle is { } obstacle)
        {
            Console.Error.WriteLine($"This program {obstacle}.");
            return 1;
        }

        using var space = new NetworkNamespace("10.77.0.1/24");
        using var host = new HostStack(space.Device, new Ipv4Address(10, 77, 0, 2), new WebServer(Files(arguments)));
        Console.WriteLine(
            "The stack is 10.77.0.2 and serves HTTP at port 80. Linux is 10.77.0.1 in the newest network namespace of `ip netns`.");
        Console.WriteLine("Enter ends.");
        Console.ReadLine();
        return 0;
    }

    /// <summary>The files below a folder, by their paths on the site.</summary>
    private static Dictionary<string, byte[]> Files(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            return new() { ["/"] = "<!doctype html><title>Caprock</title><p>Served by Caprock's network stack."u8.ToArray() };
        }

        return Directory.EnumerateFiles(arguments[0], "*", SearchOption.AllDirectories)
            .ToDictionary(path => "/" + Path.GetRelativePath(arguments[0], path), File.ReadAllBytes);
    }
}
