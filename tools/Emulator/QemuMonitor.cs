// SPDX-License-Identifier: BSD-2-Clause
using System.Net.Sockets;
using System.Text.Json;

namespace Caprock.Tools.Emulator;

/// <summary>QEMU's control connection (QMP), for what the serial line cannot tell.</summary>
public sealed class QemuMonitor : IDisposable
{
    private readonly Socket socket;
    private readonly StreamReader reader;
    private readonly StreamWriter writer;

    /// <summary>Connects and leaves the negotiation mode.</summary>
    public QemuMonitor(string path)
    {
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var stream = new NetworkStream(socket);
        reader = new StreamReader(stream);
        writer = new StreamWriter(stream) { AutoFlush = true };
        reader.ReadLine();
        Execute("""{"execute":"qmp_capabilities"}""");
    }

    /// <summary>Executes a command of QEMU's human monitor and returns what it prints.</summary>
    public string Human(string command) => Execute(JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["execute"] = "human-monitor-command",
        ["arguments"] = new Dictionary<string, string> { ["command-line"] = command },
    }));

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        socket.Dispose();
    }

    private string Execute(string command)
    {
        writer.WriteLine(command);
        while (reader.ReadLine() is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            if (answer.RootElement.TryGetProperty("return", out var value))
            {
                return value.ToString();
            }

            if (answer.RootElement.TryGetProperty("error", out var error))
            {
                throw new GuestException($"QEMU refused {command}: {error}");
            }
        }

        throw new GuestException($"QEMU closed its monitor during {command}.");
    }
}
