// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Tests.Support;

namespace Caprock.Tests.NetworkImage;

/// <summary>Notes what is not as it must be.</summary>
internal static class Check
{
    /// <summary>How many things were not.</summary>
    public static int Failures { get; private set; }

    /// <summary>Checks a condition.</summary>
    public static void That(bool condition, scoped ReadOnlySpan<byte> what)
    {
        if (!condition)
        {
            Failures++;
            SerialLine.Write("network image: wrong: "u8);
            SerialLine.Write(what);
            SerialLine.Write("\r\n"u8);
        }
    }

    /// <summary>Checks that a call went well.</summary>
    public static void That(NetError error, scoped ReadOnlySpan<byte> what) => That(error == NetError.None, what);
}
