// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Caprock.Tests.Web;

/// <summary>A page in Chromium without a window, used as a person would: by the DevTools protocol.</summary>
internal sealed class DevTools : IDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("caprock-browser");
    private readonly ClientWebSocket socket = new();
    private readonly Process process;
    private readonly string password;
    private string? session;
    private int lastId;

    /// <summary>Starts the browser, which says the password when a page asks for it.</summary>
    public DevTools(string password, int width, int height)
    {
        this.password = password;
        string[] options =
        [
            .. Browser.Options(profile), "--hide-scrollbars", $"--window-size={width},{height}", "--remote-debugging-port=0",
        ];
        process = Process.Start(new ProcessStartInfo(Browser.Program, [.. options, "about:blank"]) { RedirectStandardError = true })!;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(Announcement, StringComparison.Ordinal))
            {
                listening.TrySetResult(new Uri(text[Announcement.Length..]));
            }
        };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience);
        socket.ConnectAsync(listening.Task.WaitAsync(Patience).GetAwaiter().GetResult(), limit.Token).GetAwaiter().GetResult();
        var target = Ask("Target.createTarget", new JsonObject { ["url"] = "about:blank" })["targetId"]!.GetValue<string>();
        var attachment = Ask("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true });
        session = attachment["sessionId"]!.GetValue<string>();
        Ask("Page.enable");
        Ask("DOM.enable");
        Ask("Fetch.enable", new JsonObject { ["handleAuthRequests"] = true });
        Ask("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600,
        });
    }

    /// <summary>Goes to an address.</summary>
    public void Visit(Uri address)
    {
        Ask("Page.navigate", new JsonObject { ["url"] = address.ToString() });
        Await("document.readyState === 'complete'");
    }

    /// <summary>What a script in the page says.</summary>
    public string Evaluate(string script)
    {
        var result = Ask("Runtime.evaluate", new JsonObject { ["expression"] = $"String({script})" });
        return result["result"]!["value"]?.GetValue<string>() ?? result.ToJsonString();
    }

    /// <summary>Waits until a script in the page says true.</summary>
    public void Await(string script)
    {
        var clock = Stopwatch.StartNew();
        while (Evaluate(script) != "true")
        {
            Assert.True(clock.Elapsed < Patience, $"{script} does not become true; the page says: {Evaluate("document.body.innerText")}");
            Thread.Sleep(50);
        }
    }

    /// <summary>Chooses a file in a form.</summary>
    public void Choose(string selector, string file)
    {
        var root = Ask("DOM.getDocument")["root"]!["nodeId"]!.GetValue<int>();
        var node = Ask("DOM.querySelector", new JsonObject { ["nodeId"] = root, ["selector"] = selector })["nodeId"]!.GetValue<int>();
        Ask("DOM.setFileInputFiles", new JsonObject { ["files"] = new JsonArray(file), ["nodeId"] = node });
    }

    /// <summary>What the page looks like.</summary>
    public byte[] Screenshot() => Convert.FromBase64String(Ask("Page.captureScreenshot")["data"]!.GetValue<string>());

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                profile.Delete(recursive: true);
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                // Its last children may still be writing there.
                Thread.Sleep(100);
            }
        }
    }

    private JsonNode Ask(string method, JsonObject? parameters = null)
    {
        var id = Send(method, parameters);
        while (true)
        {
            var message = Receive();
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]}");
            }

            Answer(message);
        }
    }

    /// <summary>The browser asks about every request, and for the password.</summary>
    private void Answer(JsonNode message)
    {
        var request = message["params"]?["requestId"]?.GetValue<string>();
        switch (message["method"]?.GetValue<string>())
        {
            case "Fetch.requestPaused":
                Send("Fetch.continueRequest", new JsonObject { ["requestId"] = request });
                break;
            case "Fetch.authRequired":
                Send("Fetch.continueWithAuth", new JsonObject
                {
                    ["requestId"] = request,
                    ["authChallengeResponse"] = new JsonObject
                    {
                        ["response"] = "ProvideCredentials", ["username"] = "me", ["password"] = password,
                    },
                });
                break;
        }
    }

    private int Send(string method, JsonObject? parameters)
    {
        var message = new JsonObject { ["id"] = ++lastId, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        using var limit = new CancellationTokenSource(Patience);
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, limit.Token)
            .GetAwaiter().GetResult();
        return lastId;
    }

    private JsonNode Receive()
    {
        using var limit = new CancellationTokenSource(Patience);
        var all = new MemoryStream();
        var buffer = new byte[65536];
        WebSocketReceiveResult part;
        do
        {
            part = socket.ReceiveAsync(buffer, limit.Token).GetAwaiter().GetResult();
            all.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(all.ToArray())!;
    }
}
