// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Fat;

/// <summary>dosfstools and mtools, by which images are made and judged.</summary>
internal static class Tools
{
    /// <summary>Kinds of volumes that are tried: the smallest of each, and one with large clusters.</summary>
    public static readonly string[] Kinds = ["16", "16-large", "32"];

    private static readonly Dictionary<string, byte[]> s_made = [];

    /// <summary>An empty volume.</summary>
    public static byte[] Make(string kind)
    {
        lock (s_made)
        {
            if (!s_made.TryGetValue(kind, out var image))
            {
                var file = Path.GetTempFileName();
                File.Delete(file);
                string[] arguments = kind switch
                {
                    "16" => ["-F", "16", "-s", "1", "-r", "64", "-C", file, "2200"],
                    "16-large" => ["-F", "16", "-s", "8", "-C", file, "18000"],
                    _ => ["-F", "32", "-s", "1", "-C", file, "34000"],
                };
                HostTool.Require("mkfs.fat", ["-i", "ca910c4b", .. arguments]);
                image = File.ReadAllBytes(file);
                File.Delete(file);
                s_made[kind] = image;
            }

            return (byte[])image.Clone();
        }
    }

    /// <summary>What fsck.fat complains of; empty for a sound volume.</summary>
    public static string[] Check(string file)
    {
        return [.. HostTool.Run("fsck.fat", "-n", file).Output.Split('\n').Where(line => line.Length != 0
            && !line.StartsWith("fsck.fat ", StringComparison.Ordinal)
            && !line.StartsWith("Leaving filesystem unchanged", StringComparison.Ordinal)
            && !line.Contains(" files, ", StringComparison.Ordinal))];
    }

    /// <summary>What fsck.fat complains of in an image.</summary>
    public static string[] Check(byte[] image) => WithFile(image, Check);

    /// <summary>A file's contents, read by mtools.</summary>
    public static byte[] Read(string file, string path)
    {
        var target = Path.GetTempFileName();
        HostTool.Require("mcopy", "-n", "-o", "-i", file, "::/" + path, target);
        var data = File.ReadAllBytes(target);
        File.Delete(target);
        return data;
    }

    /// <summary>Does something with an image as a file.</summary>
    public static T WithFile<T>(byte[] image, Func<string, T> use)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, image);
            return use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
