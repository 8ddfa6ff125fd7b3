// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>What the web servers serve.</summary>
internal static class WebContent
{
    /// <summary>Bytes of /1k.</summary>
    public const int SmallBytes = 1024;

    /// <summary>Bytes of /1m.</summary>
    public const int LargeBytes = 1 << 20;

    private const int Period = 251;

    /// <summary>Bytes that repeat after a prime number, so that misplaced ones are noticed.</summary>
    public static byte[] Make(int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
        {
            content[i] = (byte)(i % Period);
        }

        return content;
    }
}
