// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using Caprock.Tests.Tap;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Network.Host;

/// <summary>
/// The virtual machine with a tap device of Linux at the other end of its cable. Such a card can leave checksums to that end, which one on
/// a socket cannot.
/// </summary>
/// <remarks>It needs root, for a network namespace of its own.</remarks>
internal sealed class TapMachine : IDisposable
{
    /// <summary>The device of the guest's card.</summary>
    public const string Device = "vm0";

    private const double SecondsToBoot = 300;
    private const double MinutesAtMost = 20;
    private const int TriesToFind = 300;
    private const int MillisecondsToAnswer = 100;
    private const int MillisecondsOfPatience = 30_000;
    private const int EchoPort = 7;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-tap-");

    /// <summary>Boots a subject whose card does checksums, or does not, and waits until it answers.</summary>
    public TapMachine(ISubject subject, bool hasChecksums, bool isCounted = true)
    {
        Counter = new InstructionCounter(folder.FullName);
        Space = new NetworkNamespace("10.77.0.1/24");
        var offer = hasChecksums ? "on" : "off,gso=off";
        Guest = Space.Inside(() => Guest.Start(new GuestOptions
        {
            Machine = Machine.Model,
            Kernel = subject.Kernel,
            Module = subject.Module,
            Limit = TimeSpan.FromMinutes(MinutesAtMost),
            ExtraArguments =
            [
                .. subject.Arguments,
                "-icount", "shift=0",
                .. isCounted ? (string[])["-plugin", $"{InstructionCounter.BuildPlugin()},counts={Counter.Path}"] : [],
                "-netdev", $"tap,id=n0,ifname={Device},script=no,downscript=no",
                "-device", $"virtio-net-pci,netdev=n0,addr=11,csum={offer},guest_csum={offer.Split(',')[0]}",
            ],
        }));
        WaitForDevice();
        Space.Execute("sysctl", "-q", "-w", $"net.ipv6.conf.{Device}.disable_ipv6=1");
        Space.Execute("ip", "addr", "add", "10.0.0.1/24", "dev", Device);
        Space.Execute("ip", "link", "set", "dev", Device, "up");
        if (subject.ReadyText is { } text)
        {
            Guest.Expect(text, SecondsToBoot);
        }

        WaitForEcho();
    }

    /// <summary>Counts instructions.</summary>
    public InstructionCounter Counter { get; }

    /// <summary>Where the tap device is.</summary>
    public NetworkNamespace Space { get; }

    /// <summary>The machine's serial line.</summary>
    public Guest Guest { get; }

    /// <summary>A socket for datagrams to the echo.</summary>
    public Socket Datagrams() => Space.Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = MillisecondsOfPatience };
        socket.Connect(new IPEndPoint(new IPAddress([10, 0, 0, 2]), EchoPort));
        return socket;
    });

    /// <summary>A connection to the guest.</summary>
    public Socket Connect(int port) => Space.Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = MillisecondsOfPatience,
        };
        socket.Connect(new IPEndPoint(new IPAddress([10, 0, 0, 2]), port));
        return socket;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        Guest.Dispose();
        Space.Dispose();
        Counter.Dispose();
        folder.Delete(recursive: true);
    }

    private void WaitForDevice()
    {
        for (var i = 0; i < TriesToFind; i++)
        {
            if (Space.Execute("ip", "-br", "link").Contains(Device, StringComparison.Ordinal))
            {
                return;
            }

            Thread.Sleep(MillisecondsToAnswer);
        }

        throw new BenchException($"QEMU does not make its tap device: {Guest.Complaints}");
    }

    private void WaitForEcho()
    {
        using var socket = Datagrams();
        socket.ReceiveTimeout = MillisecondsToAnswer;
        var answer = new byte[1];
        for (var i = 0; i < TriesToFind; i++)
        {
            try
            {
                socket.Send(answer);
                if (socket.Receive(answer) == answer.Length)
                {
                    return;
                }
            }
            catch (SocketException problem) when (problem.SocketErrorCode is not SocketError.NetworkUnreachable)
            {
                // It does not answer yet.
                Thread.Sleep(MillisecondsToAnswer);
            }
        }

        throw new BenchException($"The guest does not answer over the tap device. It said:\n{Guest.Log}");
    }
}
