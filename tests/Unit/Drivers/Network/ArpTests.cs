// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Arp;

namespace Caprock.Tests.Unit.Drivers.Network;

public sealed class ArpTests
{
    private const string Question = "ffffffffffff42ca8c3ee7cc08060001080006040001" + "42ca8c3ee7cc0a000003" + "0000000000000a000001";

    [Fact]
    public void A_recorded_question_of_linux_is_read()
    {
        Assert.True(ArpFrame.TryRead(Convert.FromHexString(Question), out var frame));
        Assert.True(frame.IsQuestion);
        Assert.Equal(0xcce7_3e8c_ca42ul, frame.SenderStation);
        Assert.Equal(0x0a00_0003u, frame.SenderAddress);
        Assert.Equal(0x0a00_0001u, frame.TargetAddress);
    }

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        var bytes = Convert.FromHexString(Question);
        Assert.True(ArpFrame.TryRead(bytes, out var frame));
        var written = new byte[ArpFrame.Bytes];
        frame.Write(written, frame.SenderStation, ArpFrame.Broadcast, 0);
        Assert.Equal(bytes, written);
    }

    [Theory]
    [InlineData("cut short", 82, "")]
    [InlineData("another type of frame", 24, "0800")]
    [InlineData("another kind of hardware", 28, "0006")]
    [InlineData("another protocol", 32, "86dd")]
    [InlineData("another length of addresses", 36, "0604")]
    [InlineData("another operation", 40, "0003")]
    [InlineData("operation 257", 40, "0101")]
    [InlineData("a group as sender", 44, "43ca8c3ee7cc")]
    [InlineData("nobody as sender", 44, "000000000000")]
    public void What_is_something_else_is_not_read(string what, int place, string digits)
    {
        Assert.NotEmpty(what);
        var text = digits.Length == 0 ? Question[..place] : Question[..place] + digits + Question[(place + digits.Length)..];
        text = what == "another length of addresses" ? Question[..36] + "0806" + Question[40..] : text;
        Assert.False(ArpFrame.TryRead(Convert.FromHexString(text), out _));
    }

    [Fact]
    public void A_client_forgets_the_neighbour_of_which_it_heard_nothing_for_longest()
    {
        Client client = default;
        client.Address = 0x0a00_0001;
        for (uint i = 1; i <= Neighbours.Most; i++)
        {
            var index = client.Add(i, true);
            client.Neighbours[index].HeardNanoseconds = 100 - i;
        }

        Assert.Equal(client.Find(Neighbours.Most), client.Add(99, false));
        Assert.Equal(-1, client.Find(Neighbours.Most));
        Assert.NotEqual(-1, client.Find(99));
    }

    [Fact]
    public void Who_only_asks_does_not_displace_whom_the_client_waits_for()
    {
        Client client = default;
        client.Address = 0x0a00_0001;
        for (uint i = 1; i <= Neighbours.Most; i++)
        {
            client.Neighbours[client.Add(i, true)].AskedNanoseconds = i;
            client.Neighbours[client.Find(i)].IsAwaited = true;
        }

        Assert.Equal(-1, client.Add(99, false));
        Assert.Equal(client.Find(1), client.Add(99, true));
        Assert.Equal(-1, client.Find(1));
    }
}
