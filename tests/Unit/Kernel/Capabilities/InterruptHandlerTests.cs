// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

public sealed unsafe class InterruptHandlerTests : IDisposable
{
    private const ulong Irq = 21;
    private const int Handler = 20;
    private const int Signal = 30;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Fact]
    public void A_handler_is_a_child_of_the_authority_over_interrupts()
    {
        Issue();

        Assert.True(IrqInvocations.IsActive(Irq));
        Assert.True(DerivationTree.IsParentOf(arena.At(CapabilityArena.IrqControl), arena.At(Handler)));
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.IrqControl));
        Assert.True(arena.IsEmpty(Handler));
        Assert.False(IrqInvocations.IsActive(Irq));
    }

    [Fact]
    public void A_deleted_handler_frees_the_interrupt_only_when_no_copy_is_left()
    {
        Issue();
        arena.Expect(Error.NoError, arena.Copy(Handler, Handler + 1));

        arena.Expect(Error.NoError, arena.Delete(Handler));
        Assert.True(IrqInvocations.IsActive(Irq));
        arena.Expect(Error.NoError, arena.Delete(Handler + 1));
        Assert.False(IrqInvocations.IsActive(Irq));
    }

    [Fact]
    public void An_interrupt_that_has_a_handler_gets_no_second_one()
    {
        Issue();

        Message message = default;
        message.ExtraCap0 = arena.At(CapabilityArena.RootNode);
        Assert.Equal(
            (Outcome)Error.RevokeFirst, IrqInvocations.DecodeDestination(&message, Irq, Handler + 1, 64, out _));
        Assert.Equal(
            (Outcome)Error.DeleteFirst, IrqInvocations.DecodeDestination(&message, Irq + 1, Handler, 64, out _));
        Assert.Equal(Outcome.Success, IrqInvocations.DecodeDestination(&message, Irq + 1, Handler + 1, 64, out Slot* slot));
        Assert.True(slot == arena.At(Handler + 1));
    }

    [Fact]
    public void The_portable_way_to_a_handler_is_refused_where_interrupts_come_through_an_io_apic()
    {
        arena.Expect(
            Error.IllegalOperation,
            arena.Invoke(
                CapabilityArena.IrqControl, InvocationLabel.IrqControlGet, [CapabilityArena.RootNode], 5, Handler, 64));
        arena.Expect(
            Error.TruncatedMessage, arena.Invoke(CapabilityArena.IrqControl, InvocationLabel.IrqControlGet, [], 5, Handler, 64));
    }

    [Fact]
    public void The_notification_of_a_handler_is_a_copy_that_a_revoke_removes()
    {
        Issue();
        MakeNotification();

        arena.Expect(Error.NoError, arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [Signal]));
        Assert.True(arena.HasChildren(Signal));
        arena.Expect(Error.NoError, arena.Revoke(Signal));
        Assert.False(arena.HasChildren(Signal));
    }

    [Fact]
    public void Clear_and_a_second_SetNotification_take_the_first_notification_away()
    {
        Issue();
        MakeNotification();
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Notification, 0, Signal + 1));
        arena.Expect(Error.NoError, arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [Signal]));

        arena.Expect(Error.NoError, arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [Signal + 1]));
        Assert.False(arena.HasChildren(Signal));
        arena.Expect(Error.NoError, arena.Invoke(Handler, InvocationLabel.IrqHandlerClear, []));
        Assert.False(arena.HasChildren(Signal + 1));
        arena.Expect(Error.NoError, arena.Invoke(Handler, InvocationLabel.IrqHandlerClear, []));
    }

    [Fact]
    public void SetNotification_refuses_what_cannot_be_signalled()
    {
        Issue();
        MakeNotification();
        arena.Expect(Error.NoError, arena.Copy(Signal, Signal + 1, rights: 2));

        arena.Expect(
            Error.InvalidCapability, arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [Signal + 1]));
        arena.Expect(
            Error.InvalidCapability,
            arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [CapabilityArena.Memory]));
        arena.Expect(Error.TruncatedMessage, arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, []));
        arena.Expect(Error.IllegalOperation, arena.Invoke(Handler, InvocationLabel.CNodeDelete, []));
    }

    [Fact]
    public void Deleting_a_handler_removes_its_notification()
    {
        Issue();
        MakeNotification();
        arena.Expect(Error.NoError, arena.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [Signal]));

        arena.Expect(Error.NoError, arena.Delete(Handler));
        Assert.False(arena.HasChildren(Signal));
    }

    private void Issue() => IrqInvocations.Issue(Irq, arena.At(CapabilityArena.IrqControl), arena.At(Handler));

    private void MakeNotification() =>
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Notification, 0, Signal));
}
