// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.NetworkImage;

/// <summary>Hands out the component's memory; each measurement begins with all of it.</summary>
internal static unsafe class Storage
{
    private static ulong used;

    /// <summary>Begins again.</summary>
    public static void Reset() => used = 0;

    /// <summary>Takes memory, aligned to 64 bytes; null when there is none left.</summary>
    public static byte* Take(ulong bytes)
    {
        var at = used;
        used += (bytes + 63) & ~63ul;
        return used <= Native.StorageBytes ? Native.Storage() + at : null;
    }
}
