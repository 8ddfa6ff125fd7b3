// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Caprock.Tools.Emulator;

/// <summary>The devices that a system wants besides those of every machine, and the ports of the host that lead to it.</summary>
/// <remarks>
/// The build writes them beside the system's image (tools/Sdk/README.md), a line each: "device MODEL NETWORK", where the network is - or a
/// back end of QEMU without its identifier, "forward MODEL PROTOCOL GUESTPORT HOSTPORT TEXT" for a device with a network before it, and
/// "drive NAME MEBIBYTES MODEL FOLDER", where the folder is - or what is on the disk at first.
/// </remarks>
public sealed class GuestDevices
{
    private const string ImageEnding = ".image.elf";
    private const string FileEnding = ".devices";
    private const int PortsToTry = 100;

    private GuestDevices(IReadOnlyList<string> arguments, IReadOnlyList<ForwardedPort> ports, IReadOnlyList<GuestDrive> drives)
    {
        Arguments = arguments;
        Ports = ports;
        Drives = drives;
    }

    /// <summary>Arguments for QEMU.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The ports, as they were chosen.</summary>
    public IReadOnlyList<ForwardedPort> Ports { get; }

    /// <summary>The disks.</summary>
    public IReadOnlyList<GuestDrive> Drives { get; }

    /// <summary>The devices of a system by its image; none when the build has written none.</summary>
    /// <remarks>Its disks are made as they are at first, and forget what is written to them when the machine ends.</remarks>
    /// <param name="image">What the kernel starts.</param>
    /// <param name="isAnyPort">Whether to take any free ports of the host rather than the wanted ones or the next free ones.</param>
    public static GuestDevices Beside(string image, bool isAnyPort = false)
    {
        var devices = WithoutDrives(image, isAnyPort);
        return devices.Drives.Count == 0 ? devices : devices.WithDrives(
            drive =>
            {
                var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(image))!, $"{drive.Name}.first.img");
                drive.Prepare(file, File.Exists(file) && drive.IsNewerThan(file));
                return file;
            },
            areKept: false);
    }

    /// <summary>
    /// The devices of a system by its image, but not its disks: who wants these says where they are (<see cref="WithDrives"/>).
    /// </summary>
    public static GuestDevices WithoutDrives(string image, bool isAnyPort = false)
    {
        var file = image.EndsWith(ImageEnding, StringComparison.Ordinal) ? image[..^ImageEnding.Length] + FileEnding : null;
        return Read(file is not null && File.Exists(file) ? File.ReadAllLines(file) : [], isAnyPort);
    }

    /// <summary>The same with disks in files.</summary>
    /// <param name="fileOf">Where the image of a disk is.</param>
    /// <param name="areKept">Whether what is written stays in the file.</param>
    public GuestDevices WithDrives(Func<GuestDrive, string> fileOf, bool areKept) => new(
        [
            .. Arguments,
            .. Drives.SelectMany((drive, index) => GuestDrive.Attach(fileOf(drive), drive.Device, areKept ? "" : "snapshot=on", index)),
        ],
        Ports,
        Drives);

    /// <summary>The devices that lines describe.</summary>
    public static GuestDevices Read(IEnumerable<string> lines, bool isAnyPort)
    {
        var ports = new List<ForwardedPort>();
        var devices = new List<(string Model, string Network)>();
        var drives = new List<GuestDrive>();
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var words = line.Split(' ', 6);
            if (words is ["device", var model, var network])
            {
                devices.Add((model, network));
                continue;
            }

            if (words is ["drive", var name, var size, _, _, ..] && int.TryParse(size, CultureInfo.InvariantCulture, out var mebibytes))
            {
                var folder = line.Split(' ', 5)[4];
                drives.Add(new GuestDrive(name, mebibytes, words[3], folder == "-" ? null : folder));
                continue;
            }

            var index = words is ["forward", _, _, _, _, _]
                ? devices.FindIndex(device => device.Model == words[1] && device.Network != "-") : -1;
            if (index < 0)
            {
                throw new GuestException($"\"{line}\" is neither a device, nor a disk, nor a port of a device with a network.");
            }

            var port = Choose(
                words[2], int.Parse(words[3], CultureInfo.InvariantCulture), int.Parse(words[4], CultureInfo.InvariantCulture), words[5],
                isAnyPort);
            ports.Add(port);
            devices[index] = (words[1], $"{devices[index].Network},hostfwd={port.Protocol}:127.0.0.1:{port.HostPort}-:{port.GuestPort}");
        }

        return new GuestDevices([.. devices.SelectMany(ArgumentsOf)], ports, drives);
    }

    private static IEnumerable<string> ArgumentsOf((string Model, string Network) device, int index)
    {
        if (device.Network == "-")
        {
            return ["-device", device.Model];
        }

        // The back end's kind comes first, then the identifier that the device names.
        var kind = device.Network.Split(',')[0];
        return ["-netdev", $"{kind},id=network{index}{device.Network[kind.Length..]}", "-device", $"{device.Model},netdev=network{index}"];
    }

    private static ForwardedPort Choose(string protocol, int guest, int wanted, string text, bool isAnyPort)
    {
        for (var port = wanted; !isAnyPort && port < wanted + PortsToTry; port++)
        {
            if (IsFree(protocol, port, out _))
            {
                return Forward(port);
            }
        }

        return IsFree(protocol, 0, out var any) ? Forward(any) : throw new GuestException("The host has no free port.");

        ForwardedPort Forward(int port) =>
            new(protocol, guest, port, text.Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static bool IsFree(string protocol, int port, out int bound)
    {
        var isUdp = protocol == "udp";
        using var socket = new Socket(AddressFamily.InterNetwork, isUdp ? SocketType.Dgram : SocketType.Stream, ProtocolType.IP);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            bound = ((IPEndPoint)socket.LocalEndPoint!).Port;
            return true;
        }
        catch (SocketException)
        {
            bound = 0;
            return false;
        }
    }
}
