// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What a server has room for, and how long it waits.</summary>
public struct HttpOptions
{
    /// <summary>Connections at once.</summary>
    public int Connections;

    /// <summary>Bytes of each connection's buffer for a request: the longest head, and the longest content with its head.</summary>
    public int RequestBytes;

    /// <summary>Bytes of each connection's buffer for content that is made for one response.</summary>
    public int ContentBytes;

    /// <summary>How long a request may take to arrive.</summary>
    public ulong RequestMicroseconds;

    /// <summary>How long a connection may be idle between requests.</summary>
    public ulong IdleMicroseconds;

    /// <summary>How long a response may make no progress.</summary>
    public ulong StallMicroseconds;

    /// <summary>Usual numbers.</summary>
    public static HttpOptions Usual(int connections)
    {
        HttpOptions options;
        options.Connections = connections;
        options.RequestBytes = 8192;
        options.ContentBytes = 8192;
        options.RequestMicroseconds = 10_000_000;
        options.IdleMicroseconds = 30_000_000;
        options.StallMicroseconds = 30_000_000;
        return options;
    }

    /// <summary>Whether the numbers are ones a server can be made for.</summary>
    public readonly bool AreValid() =>
        Connections is > 0 and <= 1 << 16 && RequestBytes is >= 512 and <= 1 << 20 && ContentBytes is >= 0 and <= 1 << 24
        && RequestMicroseconds > 0 && IdleMicroseconds > 0 && StallMicroseconds > 0;
}
