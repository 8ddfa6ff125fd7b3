// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;

namespace Caprock.Tests.Unit.Kernel.Devices;

public sealed unsafe class PortTests : IDisposable
{
    private const ulong Control = (ulong)RootSlot.IoPortControl;

    private readonly HostKernel kernel = new();

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void What_is_written_to_a_port_reaches_it()
    {
        ulong ports = Issue(0x3f8, 0x3ff);

        kernel.Invoke(ports, InvocationLabel.IoPortOut8, [0x3f9, 0x1ab]).Ok();
        kernel.Invoke(ports, InvocationLabel.IoPortOut16, [0x3fa, 0x1_2345]).Ok();
        kernel.Invoke(ports, InvocationLabel.IoPortOut32, [0x3fc, 0x1_89ab_cdef]).Ok();

        Assert.Equal(
            [(0x3f9UL, 1, 0xabU, true), (0x3fa, 2, 0x2345U, true), (0x3fc, 4, 0x89ab_cdefU, true)], kernel.Computer.Ports.Accesses);
    }

    [Fact]
    public void What_a_port_holds_is_read()
    {
        ulong ports = Issue(0x60, 0x67);
        kernel.Computer.Ports.Write(0x60, 4, 0xddcc_bbaa);

        Assert.Equal([0xaaUL], kernel.Invoke(ports, InvocationLabel.IoPortIn8, [0x60]).Ok().Words);
        Assert.Equal([0xccbbUL], kernel.Invoke(ports, InvocationLabel.IoPortIn16, [0x61]).Ok().Words);
        Assert.Equal([0xddcc_bbaaUL], kernel.Invoke(ports, InvocationLabel.IoPortIn32, [0x60]).Ok().Words);
    }

    [Theory]
    [InlineData(InvocationLabel.IoPortIn8, 0x5f, 0x68)]
    [InlineData(InvocationLabel.IoPortIn16, 0x5f, 0x67)]
    [InlineData(InvocationLabel.IoPortIn32, 0x5f, 0x65)]
    [InlineData(InvocationLabel.IoPortOut8, 0x5f, 0x68)]
    [InlineData(InvocationLabel.IoPortOut16, 0x5f, 0x67)]
    [InlineData(InvocationLabel.IoPortOut32, 0x5f, 0x65)]
    public void An_access_that_leaves_the_range_is_refused_and_reaches_nothing(InvocationLabel label, ulong below, ulong above)
    {
        ulong ports = Issue(0x60, 0x67);

        kernel.Invoke(ports, label, [below, 0]).Refused(Error.IllegalOperation);
        kernel.Invoke(ports, label, [above, 0]).Refused(Error.IllegalOperation);
        kernel.Invoke(ports, label, [below + 1, 0]).Ok();
        kernel.Invoke(ports, label, [above - 1, 0]).Ok();
        Assert.Equal(2, kernel.Computer.Ports.Accesses.Count);
    }

    [Fact]
    public void An_access_does_not_wrap_around_the_last_port()
    {
        ulong ports = Issue(0, 0xffff);

        kernel.Invoke(ports, InvocationLabel.IoPortIn16, [0xffff]).Refused(Error.IllegalOperation);
        kernel.Invoke(ports, InvocationLabel.IoPortIn8, [0xffff]).Ok();
    }

    [Fact]
    public void A_short_message_and_a_foreign_label_are_refused()
    {
        ulong ports = Issue(0x60, 0x67);

        kernel.Invoke(ports, InvocationLabel.IoPortIn8, []).Refused(Error.TruncatedMessage);
        kernel.Invoke(ports, InvocationLabel.IoPortOut8, [0x60]).Refused(Error.TruncatedMessage);
        kernel.Invoke(ports, InvocationLabel.IoPortControlIssue, [0x60, 0x60]).Refused(Error.IllegalOperation);
        kernel.Invoke(ports, InvocationLabel.IoPortOut32 + 1, [0x60, 0x60]).Refused(Error.IllegalOperation);
        kernel.Invoke(Control, InvocationLabel.IoPortIn8, [0x60]).Refused(Error.IllegalOperation);
    }

    [Theory]
    [InlineData(0x100, 0x1ff)]
    [InlineData(0x80, 0x100)]
    [InlineData(0x1ff, 0x300)]
    [InlineData(0x140, 0x140)]
    [InlineData(0, 0xffff)]
    public void A_port_is_in_one_range_only(ulong first, ulong last)
    {
        Issue(0x100, 0x1ff);

        TryIssue(first, last, kernel.NewSlot()).Refused(Error.RevokeFirst);
    }

    [Fact]
    public void Neighbouring_ranges_do_not_disturb_each_other()
    {
        Issue(0x100, 0x1ff);
        Issue(0x200, 0x200);
        Issue(0, 0xff);
        Issue(0x201, 0xffff);
    }

    [Fact]
    public void A_deleted_range_is_free_when_its_last_copy_is_gone()
    {
        ulong ports = Issue(0x60, 0x67);
        ulong copy = kernel.Copy(ports);

        kernel.Delete(ports);
        TryIssue(0x60, 0x60, kernel.NewSlot()).Refused(Error.RevokeFirst);
        kernel.Delete(copy);
        TryIssue(0x60, 0x60, kernel.NewSlot()).Ok();
    }

    [Fact]
    public void Revoking_the_control_takes_every_range_back()
    {
        ulong ports = Issue(0x60, 0x67);

        kernel.Revoke(Control);

        Assert.True(kernel.CapAt(ports).IsNull);
        Assert.True(X64Ports.AreFree(0, 0xffff));
    }

    [Fact]
    public void Impossible_ranges_are_refused()
    {
        TryIssue(0x67, 0x60, kernel.NewSlot()).Refused(Error.InvalidArgument, 1);
        TryIssue(0x60, 0x1_0000, kernel.NewSlot()).Refused(Error.InvalidArgument, 1);
        TryIssue(0x1_0000, 0x1_0000, kernel.NewSlot()).Refused(Error.InvalidArgument, 0);
    }

    [Fact]
    public void The_destination_is_checked_and_a_refusal_uses_no_ports()
    {
        TryIssue(0x60, 0x67, Control).Refused(Error.DeleteFirst);
        kernel.Invoke(Control, InvocationLabel.IoPortControlIssue, [0x60, 0x67, 5000, 0], (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.RangeError, 1, 64);
        kernel.Invoke(Control, InvocationLabel.IoPortControlIssue, [0x60, 0x67, 5000, 64]).Refused(Error.TruncatedMessage);
        kernel.Invoke(Control, InvocationLabel.IoPortControlIssue, [0x60, 0x67, 5000], (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.TruncatedMessage);

        Assert.True(X64Ports.AreFree(0x60, 0x67));
    }

    [Fact]
    public void The_control_is_not_copied() =>
        kernel.TryCopy(Control, kernel.NewSlot()).Refused(Error.IllegalOperation);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_bitmap_agrees_with_a_set_of_ports(int seed)
    {
        var random = new Random(seed);
        var used = new HashSet<ulong>();
        kernel.Computer.Enter();
        for (var i = 0; i < 300; i++)
        {
            ulong first = (ulong)random.Next(1 << 16);
            ulong last = Math.Min(first + (ulong)random.Next(random.Next(1, 400)), 0xffff);
            bool isFree = true;
            for (ulong port = first; port <= last; port++)
            {
                isFree &= !used.Contains(port);
            }

            Assert.Equal(isFree, X64Ports.AreFree(first, last));
            bool isUsed = random.Next(2) == 0;
            X64Ports.Set(first, last, isUsed);
            for (ulong port = first; port <= last; port++)
            {
                _ = isUsed ? used.Add(port) : used.Remove(port);
            }
        }
    }

    private ulong Issue(ulong first, ulong last)
    {
        ulong slot = kernel.NewSlot();
        TryIssue(first, last, slot).Ok();
        return slot;
    }

    private InvocationResult TryIssue(ulong first, ulong last, ulong slot) => kernel.Invoke(
        Control, InvocationLabel.IoPortControlIssue, [first, last, slot, 64], (ulong)RootSlot.InitThreadCNode);
}
