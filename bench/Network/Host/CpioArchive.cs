// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;

namespace Caprock.Bench.Network.Host;

/// <summary>An archive that Linux takes as its first file system.</summary>
/// <remarks>Source: Linux, "initramfs buffer format" (Documentation/driver-api/early-userspace/buffer-format.rst), format newc.</remarks>
internal sealed class CpioArchive
{
    private const int Alignment = 4;
    private const uint Folder = 0x41ed;
    private const uint Program = 0x81ed;
    private const uint CharacterDevice = 0x2180;

    private readonly MemoryStream bytes = new();
    private uint count;

    /// <summary>Adds a folder.</summary>
    public void AddFolder(string name) => Add(name, Folder, [], 0, 0);

    /// <summary>Adds a file that anybody may read and run.</summary>
    public void AddFile(string name, ReadOnlySpan<byte> content) => Add(name, Program, content, 0, 0);

    /// <summary>Adds a character device.</summary>
    public void AddDevice(string name, uint major, uint minor) => Add(name, CharacterDevice, [], major, minor);

    /// <summary>Ends the archive and returns it.</summary>
    public byte[] Finish()
    {
        Add("TRAILER!!!", 0, [], 0, 0);
        return bytes.ToArray();
    }

    private void Add(string name, uint mode, ReadOnlySpan<byte> content, uint major, uint minor)
    {
        count++;
        uint[] fields =
        [
            count, mode, 0, 0, 1, 0, (uint)content.Length, 0, 0, major, minor, (uint)name.Length + 1, 0,
        ];
        var header = "070701" + string.Concat(fields.Select(field => field.ToString("x8", CultureInfo.InvariantCulture)));
        bytes.Write(Encoding.ASCII.GetBytes($"{header}{name}\0"));
        Align();
        bytes.Write(content);
        Align();
    }

    private void Align()
    {
        while (bytes.Length % Alignment != 0)
        {
            bytes.WriteByte(0);
        }
    }
}
