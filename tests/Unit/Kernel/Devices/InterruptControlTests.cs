// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.Devices;

public sealed class InterruptControlTests : IDisposable
{
    private const ulong Control = (ulong)RootSlot.IrqControl;
    private const ulong FirstUser = 16;

    private readonly HostKernel kernel = new();

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void A_pin_is_connected_as_asked_and_delivers()
    {
        ulong handler = GetPin(0, 4, 1, 1, 7);

        Assert.Equal(new HostPin(0, 4, true, true), kernel.Computer.InterruptController.Pins[FirstUser + 7]);
        Assert.DoesNotContain(FirstUser + 7, kernel.Computer.InterruptController.Masked);
        Assert.Equal(CapabilityType.IrqHandler, kernel.CapAt(handler).Type);
        Assert.Equal(FirstUser + 7, kernel.CapAt(handler).Word1);
    }

    [Fact]
    public void A_deleted_handler_disconnects_its_pin_and_frees_the_vector()
    {
        ulong handler = GetPin(0, 4, 0, 0, 7);

        kernel.Delete(handler);

        Assert.Empty(kernel.Computer.InterruptController.Pins);
        Assert.Contains(FirstUser + 7, kernel.Computer.InterruptController.Masked);
        GetPin(0, 5, 0, 0, 7);
    }

    [Fact]
    public void A_vector_has_one_handler()
    {
        GetPin(0, 4, 0, 0, 7);

        Try(InvocationLabel.IrqControlGetIoApic, 0, 5, 0, 0, 7).Refused(Error.RevokeFirst);
        Try(InvocationLabel.IrqControlGetMsi, 0, 0, 0, 0, 7).Refused(Error.RevokeFirst);
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 0, 0)]
    [InlineData(0, 24, 0, 0, 0, 23)]
    [InlineData(0, 0, 2, 0, 0, 1)]
    [InlineData(0, 0, 0, 2, 0, 1)]
    [InlineData(0, 0, 0, 0, 110, 109)]
    public void A_pin_that_cannot_be_is_refused(ulong ioApic, ulong pin, ulong level, ulong low, ulong vector, ulong maximum)
    {
        Try(InvocationLabel.IrqControlGetIoApic, ioApic, pin, level, low, vector).Refused(Error.RangeError, 0, maximum);
        Assert.Empty(kernel.Computer.InterruptController.Pins);
    }

    [Theory]
    [InlineData(256, 0, 0, 0, 255)]
    [InlineData(0, 32, 0, 0, 31)]
    [InlineData(0, 0, 8, 0, 7)]
    [InlineData(0, 0, 0, 110, 109)]
    public void A_device_that_cannot_be_is_refused(ulong bus, ulong device, ulong function, ulong vector, ulong maximum) =>
        Try(InvocationLabel.IrqControlGetMsi, bus, device, function, 0, vector).Refused(Error.RangeError, 0, maximum);

    [Fact]
    public void A_message_interrupt_needs_no_pin()
    {
        Try(InvocationLabel.IrqControlGetMsi, 255, 31, 7, 3, 109).Ok();

        Assert.Empty(kernel.Computer.InterruptController.Pins);
    }

    [Fact]
    public void Without_an_io_apic_there_are_no_such_interrupts()
    {
        kernel.Computer.InterruptController.PinCounts.Clear();

        Try(InvocationLabel.IrqControlGetIoApic, 0, 0, 0, 0, 0).Refused(Error.IllegalOperation);
    }

    [Fact]
    public void The_old_controllers_interrupts_cannot_be_had() =>
        kernel.Invoke(Control, InvocationLabel.IrqControlGet, [4, kernel.NewSlot(), 64], (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.IllegalOperation);

    [Fact]
    public void The_destination_is_checked()
    {
        kernel.Invoke(Control, InvocationLabel.IrqControlGetIoApic, [Control, 64, 0, 0, 0, 0, 0], (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.DeleteFirst);
        kernel.Invoke(Control, InvocationLabel.IrqControlGetIoApic, [Control, 64, 0, 0, 0, 0, 0]).Refused(Error.TruncatedMessage);
        kernel.Invoke(Control, InvocationLabel.IrqControlGetIoApic, [Control, 64, 0, 0, 0, 0], (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.TruncatedMessage);
        Assert.Empty(kernel.Computer.InterruptController.Pins);
    }

    private ulong GetPin(ulong ioApic, ulong pin, ulong level, ulong low, ulong vector)
    {
        Try(InvocationLabel.IrqControlGetIoApic, ioApic, pin, level, low, vector).Ok();
        return lastSlot;
    }

    private ulong lastSlot;

    private InvocationResult Try(InvocationLabel label, ulong first, ulong second, ulong third, ulong fourth, ulong vector)
    {
        lastSlot = kernel.NewSlot();
        return kernel.Invoke(Control, label, [lastSlot, 64, first, second, third, fourth, vector], (ulong)RootSlot.InitThreadCNode);
    }
}
