// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Http.Headers;
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

    private bool isDisposed;

    /// <summary>Boots it with QEMU's user network.</summary>
    public WebServer()
        : this(null)
    {
    }

    /// <summary>
    /// Boots it; other arguments of QEMU may take the place of the devices', and a disk that of one that is as it was built.
    /// </summary>
    internal WebServer(Func<GuestDevices, IReadOnlyList<string>>? arguments, string? disk = null)
    {
        var image = BuildOutput.System("webserver", "webserver.image.elf");
        var devices = disk is null
            ? GuestDevices.Beside(image, isAnyPort: true)
            : GuestDevices.WithoutDrives(image, isAnyPort: true).WithDrives(_ => disk, areKept: true);
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

    /// <summary>What its disk has at first.</summary>
    public static string Folder => Path.Combine(BuildOutput.Artifacts, "obj", "webserver.system", "x64-microkit-debug", "site", "volume");

    /// <summary>The password in the description of the system.</summary>
    public static string Password => File.ReadAllText(Path.Combine(BuildOutput.Root, "examples", "webserver", "password.txt")).TrimEnd();

    /// <summary>A disk of its own, with the site.</summary>
    public static string MakeDisk(int mebibytes = 64)
    {
        var disk = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".img");
        new GuestDrive("site", mebibytes, "virtio-blk-pci", Folder).Prepare(disk);
        return disk;
    }

    /// <summary>A client that has the password, or says another.</summary>
    public HttpClient Uploader(string? password = null)
    {
        var client = new HttpClient { BaseAddress = Client.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"somebody:{password ?? Password}")));
        return client;
    }

    /// <summary>The content of a page or file of the site.</summary>
    public static byte[] Stored(string path)
    {
        var file = path[1..] + (path.EndsWith('/') ? "index.html" : Path.HasExtension(path) ? "" : ".html");
        return File.ReadAllBytes(Path.Combine(Folder, file));
    }

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
        if (!isDisposed)
        {
            isDisposed = true;
            Client.Dispose();
            Guest.Dispose();
        }
    }
}
