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
}
