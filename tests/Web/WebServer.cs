// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Caprock.Tests.Web;

/// <summary>The web server of examples/, running.</summary>
public sealed class WebServer : IDisposable
{
    private const double SecondsToBoot = 60;
    private const int MillisecondsToAccept = 4;

    /// <summary>Boots it with QEMU's user network.</summary>
    public WebServer()
        : this(null)
    {
    }

    /// <summary>Boots it; more arguments of QEMU may take the place of the network's.</summary>
    internal WebServer(Func<GuestDevices, IReadOnlyList<string>>? arguments)
    {
        var image = BuildOutput.System("webserver", "webserver.image.elf");
        var devices = GuestDevices.Beside(image, isAnyPort: true);
        Port = devices.Ports[0].HostPort;
        Guest = Guest.Start(new GuestOptions
        {
            Machine = QemuMachine.Benchmark,
            Kernel = BuildOutput.System("webserver", "kernel.elf32"),
            Module = image,
            Limit = TimeSpan.FromMinutes(10),
            ExtraArguments = arguments is null ? devices.Arguments : arguments(devices),
        });
        Guest.Expect("web: ready\n", SecondsToBoot);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}/"), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The machine.</summary>
    public Guest Guest { get; }

    /// <summary>The port of the host that leads to it.</summary>
    public int Port { get; }

    /// <summary>A client that behaves.</summary>
    public HttpClient Client { get; }

    /// <summary>The site that it was given.</summary>
    public static byte[] Archive() =>
        File.ReadAllBytes(Path.Combine(BuildOutput.Artifacts, "obj", "webserver.system", "x64-microkit-debug", "site", "site.bin"));

    /// <summary>Opens a connection.</summary>
    /// <remarks>QEMU lets one wait to be accepted; Linux tries again after a second when there are more.</remarks>
    public Socket Connect(bool isOneOfMany = false)
    {
        if (isOneOfMany)
        {
            Thread.Sleep(MillisecondsToAccept);
        }

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = 30_000, SendTimeout = 30_000, NoDelay = true,
        };
        socket.Connect(IPAddress.Loopback, Port);
        return socket;
    }

    /// <summary>Sends bytes as they are, and returns everything that comes until the server ends the connection.</summary>
    public string Talk(string text)
    {
        using var socket = Connect();
        socket.Send(Encoding.Latin1.GetBytes(text));
        return Encoding.Latin1.GetString(ReceiveAll(socket));
    }

    /// <summary>What comes until the peer ends the connection.</summary>
    public static byte[] ReceiveAll(Socket socket)
    {
        var all = new MemoryStream();
        var buffer = new byte[65536];
        int count;
        while ((count = socket.Receive(buffer)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>What the system says about itself.</summary>
    public JsonElement Status()
    {
        using var document = JsonDocument.Parse(Client.GetStringAsync("status.json").GetAwaiter().GetResult());
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        Guest.Dispose();
    }
}
