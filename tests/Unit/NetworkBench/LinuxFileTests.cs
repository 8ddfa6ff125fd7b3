// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Bench.Network.Host;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>The first file system of Linux, and the order of its modules.</summary>
public sealed class LinuxFileTests
{
    [Fact]
    public void An_archive_has_each_name_content_and_its_end_at_multiples_of_four()
    {
        var archive = new CpioArchive();
        archive.AddFolder("dev");
        archive.AddDevice("dev/console", 5, 1);
        archive.AddFile("init", "12345"u8);

        var entries = Read(archive.Finish());

        Assert.Equal(["dev", "dev/console", "init", "TRAILER!!!"], entries.Select(entry => entry.Name));
        Assert.Equal("12345", entries[2].Content);
        Assert.Equal((0x2180u, 5u, 1u), (entries[1].Mode, entries[1].Major, entries[1].Minor));
    }

    [Fact]
    public void Modules_come_after_what_they_need()
    {
        var folder = Directory.CreateTempSubdirectory("caprock-modules-");
        try
        {
            Write("top-one", "middle,low_one");
            Write("middle", "low-one");
            Write("low_one", "");

            var order = KernelModule.Order(folder.FullName, "top_one", "middle");

            Assert.Equal(["low_one", "middle", "top_one"], order.Select(module => module.Name));
            Assert.Throws<BenchException>(() => KernelModule.Order(folder.FullName, "absent"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string name, string needs) =>
            File.WriteAllText(Path.Combine(folder.FullName, $"{name}.ko"), $"\0license=GPL\0depends={needs}\0");
    }

    private static List<(string Name, uint Mode, uint Major, uint Minor, string Content)> Read(byte[] archive)
    {
        var entries = new List<(string Name, uint Mode, uint Major, uint Minor, string Content)>();
        for (var offset = 0; offset < archive.Length;)
        {
            Assert.Equal("070701", Encoding.ASCII.GetString(archive, offset, 6));
            var nameLength = (int)Field(11);
            var name = Encoding.ASCII.GetString(archive, offset + 110, nameLength - 1);
            var start = Align(offset + 110 + nameLength);
            var length = (int)Field(6);
            entries.Add((name, Field(1), Field(9), Field(10), Encoding.ASCII.GetString(archive, start, length)));
            offset = Align(start + length);

            uint Field(int index) => Convert.ToUInt32(Encoding.ASCII.GetString(archive, offset + 6 + (index * 8), 8), 16);
        }

        return entries;

        static int Align(int value) => (value + 3) & ~3;
    }
}
