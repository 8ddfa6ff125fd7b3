// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Tap;

/// <summary>A network namespace of Linux with one tap device in it; it goes away with this object.</summary>
public sealed partial class NetworkNamespace : IDisposable
{
    private const int ReadOnly = 0;
    private const int NewNetwork = 0x40000000;

    private static int count;

    private readonly string name;

    /// <summary>Makes the namespace, and in it the address that Linux has on the device.</summary>
    public NetworkNamespace(string address)
    {
        var number = Interlocked.Increment(ref count);
        name = $"caprock-{Environment.ProcessId}-{number}";
        HostTool.Require("ip", "netns", "add", name);
        Device = new TapDevice($"cap{Environment.ProcessId % 100000}x{number}");
        HostTool.Require("ip", "link", "set", "dev", Device.Name, "netns", name);
        HostTool.Require("ip", "-n", name, "addr", "add", address, "dev", Device.Name);
        HostTool.Require("ip", "-n", name, "link", "set", "lo", "up");
        HostTool.Require("ip", "-n", name, "link", "set", "dev", Device.Name, "up");
    }

    /// <summary>Why namespaces cannot be made here; null when they can.</summary>
    public static string? Obstacle
    {
        get
        {
            if (!OperatingSystem.IsLinux() || geteuid() != 0)
            {
                return "needs root on Linux, to make a network namespace";
            }

            if (!File.Exists("/dev/net/tun"))
            {
                return "needs /dev/net/tun";
            }

            string[] places = ["/sbin/ip", "/usr/sbin/ip", "/bin/ip", "/usr/bin/ip"];
            return places.Any(File.Exists) ? null : "needs the ip command (package iproute2)";
        }
    }

    /// <summary>The tap device.</summary>
    public TapDevice Device { get; }

    /// <summary>Runs a program inside; its output.</summary>
    public string Execute(string program, params string[] arguments) =>
        HostTool.Require("ip", ["netns", "exec", name, program, .. arguments]);

    /// <summary>Does something in a thread inside: the sockets it makes are this namespace's.</summary>
    public T Inside<T>(Func<T> action)
    {
        var result = default(T);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                result = action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException($"Inside the namespace: {failure.Message}", failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Device.Dispose();
        HostTool.Require("ip", "netns", "delete", name);
    }

    private void Enter()
    {
        var file = Open($"/run/netns/{name}", ReadOnly);
        var entered = SetNamespace(file, NewNetwork);
        _ = Close(file);
        if (file < 0 || entered != 0)
        {
            throw new IOException($"The namespace {name} cannot be entered: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int file, int type);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
