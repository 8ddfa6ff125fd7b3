// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.ImageServer;

/// <summary>Paths as archives and clients write them.</summary>
internal static class PathText
{
    /// <summary>Takes out empty components and those that are a single dot; gives the bytes that are left.</summary>
    public static int Normalise(Span<byte> path, int count)
    {
        var result = 0;
        for (var at = 0; at < count;)
        {
            var end = at;
            while (end < count && path[end] != (byte)'/')
            {
                end++;
            }

            if (end - at > 1 || (end - at == 1 && path[at] != (byte)'.'))
            {
                if (result != 0)
                {
                    path[result++] = (byte)'/';
                }

                for (; at < end; at++)
                {
                    path[result++] = path[at];
                }
            }

            at = end + 1;
        }

        return result;
    }

    /// <summary>The last component of a name in a directory; empty when it is not directly in it.</summary>
    public static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> name)
    {
        var start = directory.Length == 0 ? 0 : directory.Length + 1;
        if (name.Length <= start || !name[..directory.Length].SequenceEqual(directory) || (start != 0 && name[start - 1] != (byte)'/'))
        {
            return default;
        }

        var rest = name[start..];
        return rest.IndexOf((byte)'/') >= 0 ? default : rest;
    }
}
