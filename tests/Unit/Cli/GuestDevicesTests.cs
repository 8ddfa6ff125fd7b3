// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Cli;

/// <summary>What a system wants of QEMU besides its image.</summary>
public sealed class GuestDevicesTests
{
    [Fact]
    public void A_device_without_a_network_is_given_as_it_is() =>
        Assert.Equal(["-device", "edu,addr=10"], GuestDevices.Read(["device edu,addr=10 -"], false).Arguments);

    [Fact]
    public void Network_cards_get_a_back_end_each()
    {
        var devices = GuestDevices.Read(["device virtio-net-pci,addr=11 user", "device e1000e user,net=10.1.0.0/24"], false);

        Assert.Equal(
            [
                "-netdev", "user,id=network0", "-device", "virtio-net-pci,addr=11,netdev=network0",
                "-netdev", "user,id=network1,net=10.1.0.0/24", "-device", "e1000e,netdev=network1",
            ],
            devices.Arguments);
    }

    [Fact]
    public void A_port_that_is_taken_makes_way_for_the_next()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var wanted = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var devices = GuestDevices.Read(["device card user", $"forward card tcp 80 {wanted} http://localhost:{{port}}/"], false);

        var port = Assert.Single(devices.Ports);
        Assert.NotEqual(wanted, port.HostPort);
        Assert.Equal($"http://localhost:{port.HostPort}/", port.Text);
        Assert.Contains($"user,id=network0,hostfwd=tcp:127.0.0.1:{port.HostPort}-:80", devices.Arguments);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("forward card tcp 80 8080 text")]
    public void A_line_that_means_nothing_is_refused(string line) =>
        Assert.Throws<GuestException>(() => GuestDevices.Read(["device other user", line], false));

    [Fact]
    public void A_system_without_a_file_has_no_devices() =>
        Assert.Empty(GuestDevices.Beside(Path.Combine(Path.GetTempPath(), "none.image.elf")).Arguments);

    [Fact]
    public void A_disk_is_where_it_is_said_to_be_and_its_name_may_have_a_comma()
    {
        var devices = GuestDevices.Read(["drive data 64 virtio-blk-pci,addr=12 /a folder", "drive other 8 nvme,serial=1 -"], false);

        Assert.Equal(
            [new GuestDrive("data", 64, "virtio-blk-pci,addr=12", "/a folder"), new GuestDrive("other", 8, "nvme,serial=1", null)],
            devices.Drives);
        Assert.Empty(devices.Arguments);
        Assert.Equal(
            [
                "-drive", "file=/x,,/data.img,if=none,id=disk0,format=raw", "-device", "virtio-blk-pci,addr=12,drive=disk0",
                "-drive", "file=/x,,/other.img,if=none,id=disk1,format=raw", "-device", "nvme,serial=1,drive=disk1",
            ],
            devices.WithDrives(drive => $"/x,/{drive.Name}.img", areKept: true).Arguments);
        Assert.Contains("file=y,if=none,id=disk0,format=raw,snapshot=on", devices.WithDrives(_ => "y", areKept: false).Arguments);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(320)]
    public void A_disk_has_a_sound_volume_with_the_files_of_its_folder_and_is_kept(int mebibytes)
    {
        var folder = Directory.CreateTempSubdirectory("caprock-drive");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "content", "A folder"));
            File.WriteAllText(Path.Combine(folder.FullName, "content", "A folder", "A long name.text"), "contents");
            var image = Path.Combine(folder.FullName, "disk.img");
            var drive = new GuestDrive("data", mebibytes, "virtio-blk-pci", Path.Combine(folder.FullName, "content"));

            Assert.True(drive.Prepare(image));
            Assert.False(drive.Prepare(image));
            Assert.False(drive.IsNewerThan(image));
            Assert.Equal((long)mebibytes << 20, new FileInfo(image).Length);
            Assert.Equal("contents"u8, GuestVolume.Read(image, "/A folder/A long name.text"));
            var check = GuestVolume.Check(image);
            Assert.Equal(0, check.ExitCode);
            Assert.Contains(" 2 files", check.Output, StringComparison.Ordinal);
            File.SetLastWriteTimeUtc(image, DateTime.UtcNow.AddDays(-1));
            Assert.True(drive.IsNewerThan(image));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_disk_that_is_too_small_for_a_volume_is_refused() =>
        Assert.Throws<GuestException>(
            () => new GuestDrive("data", 2, "nvme", null).Prepare(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
}
