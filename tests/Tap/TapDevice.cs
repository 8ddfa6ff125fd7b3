// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;

namespace Caprock.Tests.Tap;

/// <summary>
/// A tap device of Linux: Ethernet frames are read and written at a file. Source: Linux, Documentation/networking/tuntap.rst.
/// </summary>
public sealed unsafe partial class TapDevice : IDisposable
{
    private const int ReadWrite = 2;
    private const int NonBlocking = 0x800;
    private const uint SetInterface = 0x400454ca;
    private const short Tap = 0x0002;
    private const short NoPacketInformation = 0x1000;
    private const int NameLength = 16;
    private const int RequestLength = 40;
    private const short Readable = 1;

    private readonly int file;

    /// <summary>Makes a device, which goes away with this object.</summary>
    public TapDevice(string name)
    {
        Name = name;
        file = Open("/dev/net/tun", ReadWrite | NonBlocking);
        if (file < 0)
        {
            throw new IOException($"/dev/net/tun cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        var request = stackalloc byte[RequestLength];
        new Span<byte>(request, RequestLength).Clear();
        Encoding.ASCII.GetBytes(name).CopyTo(new Span<byte>(request, NameLength));
        *(short*)(request + NameLength) = Tap | NoPacketInformation;
        if (Control(file, SetInterface, request) < 0)
        {
            throw new IOException($"The tap device {name} cannot be made: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>The device's name.</summary>
    public string Name { get; }

    /// <summary>Reads a frame; 0 when there is none.</summary>
    public int Read(byte* buffer, int length) => (int)Math.Max(ReadFile(file, buffer, (nuint)length), 0);

    /// <summary>Writes a frame; one that Linux does not take is lost, as on any link.</summary>
    public void Write(ReadOnlySpan<byte> frame)
    {
        fixed (byte* data = frame)
        {
            _ = WriteFile(file, data, (nuint)frame.Length);
        }
    }

    /// <summary>Waits for a frame.</summary>
    public void Wait(int milliseconds)
    {
        PollEntry entry;
        entry.File = file;
        entry.Events = Readable;
        entry.Result = 0;
        _ = Poll(&entry, 1, milliseconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Close(file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint ReadFile(int file, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteFile(int file, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    private struct PollEntry
    {
        public int File;
        public short Events;
        public short Result;
    }
}
