// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>What arrives of a message.</summary>
public sealed unsafe class MessageTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(120)]
    public void Words_and_label_arrive_when_the_receiver_waits(int length)
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        receiver.Recv(endpoint);
        Fill(sender, length);
        sender.Send(endpoint, 77, (ulong)length);
        CheckReceived(receiver, length, 77);
        Assert.Equal(ThreadState.Running, sender.State);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    public void Words_and_label_arrive_when_the_sender_waits(int length)
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair(senderPriority: 120);
        Fill(sender, length);
        sender.Send(endpoint, 78, (ulong)length);
        Assert.Equal(ThreadState.BlockedOnSend, sender.State);
        receiver.Recv(endpoint);
        CheckReceived(receiver, length, 78);
    }

    [Fact]
    public void A_length_above_the_maximum_is_cut_to_it()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        receiver.Recv(endpoint);
        receiver.Buffer[IpcBufferLayout.UserDataWord] = 0xabcd;
        sender.Send(endpoint, 0, 127);
        Assert.Equal((ulong)Limits.MessageMaximumLength, receiver.Info.Length);
        Assert.Equal(0xabcdul, receiver.Buffer[IpcBufferLayout.UserDataWord]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Without_a_buffer_on_either_side_only_the_registers_arrive(bool senderHas, bool receiverHas)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor sender = world.Start(100, hasBuffer: senderHas);
        Actor receiver = world.Start(110, hasBuffer: receiverHas);
        world.Rest();
        receiver.Recv(endpoint);
        sender.Set(1, 2, 3, 4);
        sender.Send(endpoint, 5, 10);
        Assert.Equal(4ul, receiver.Info.Length);
        Assert.Equal(4ul, receiver.Word(3));
        Assert.Equal(5ul, receiver.Info.Label);
    }

    [Fact]
    public void Registers_behind_a_short_message_keep_their_values()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        receiver.Set(91, 92, 93, 94);
        receiver.Recv(endpoint);
        sender.Set(1, 2, 3, 4);
        sender.Send(endpoint, 0, 2);
        Assert.Equal((1ul, 2ul, 93ul, 94ul), (receiver.Word(0), receiver.Word(1), receiver.Word(2), receiver.Word(3)));
    }

    [Fact]
    public void The_badge_of_the_capability_used_arrives()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong badged = world.Mint(endpoint, 0xbad6e);
        receiver.Recv(endpoint);
        sender.Send(badged);
        Assert.Equal(0xbad6eul, receiver.Badge);
    }

    [Fact]
    public void A_capability_is_received_in_the_named_slot()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong given = world.MakeNotification();
        ulong slot = world.FreeSlot();
        receiver.SetReceiveSlot(world.RootNode, slot);
        receiver.Recv(endpoint);
        sender.SetCaps(given);
        sender.Send(endpoint, caps: 1);
        Assert.Equal(1ul, receiver.Info.ExtraCaps);
        Assert.Equal(0ul, receiver.Info.CapsUnwrapped);
        Assert.Equal(world.CapabilityAt(given).Word0, world.CapabilityAt(slot).Word0);
        Assert.True(DerivationTree.IsParentOf(world.SlotAt(given), world.SlotAt(slot)));
    }

    [Fact]
    public void A_capability_to_the_endpoint_itself_is_unwrapped_to_its_badge()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong badged = world.Mint(endpoint, 33);
        ulong other = world.MakeNotification();
        ulong slot = world.FreeSlot();
        receiver.SetReceiveSlot(world.RootNode, slot);
        receiver.Recv(endpoint);
        sender.SetCaps(badged, other, badged);
        sender.Send(endpoint, caps: 3);
        Assert.Equal(3ul, receiver.Info.ExtraCaps);
        Assert.Equal(0b101ul, receiver.Info.CapsUnwrapped);
        Assert.Equal(33ul, receiver.Buffer[IpcBufferLayout.CapsOrBadgesWord]);
        Assert.Equal(33ul, receiver.Buffer[IpcBufferLayout.CapsOrBadgesWord + 2]);
        Assert.False(Slot.IsEmpty(world.SlotAt(slot)));
    }

    [Fact]
    public void The_second_capability_that_needs_a_slot_ends_the_transfer()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong slot = world.FreeSlot();
        receiver.SetReceiveSlot(world.RootNode, slot);
        receiver.Recv(endpoint);
        sender.SetCaps(world.MakeNotification(), world.MakeNotification(), world.MakeNotification());
        sender.Send(endpoint, caps: 3);
        Assert.Equal(1ul, receiver.Info.ExtraCaps);
    }

    [Fact]
    public void An_occupied_receive_slot_receives_nothing_but_the_words_arrive()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong occupied = world.MakeReply();
        Capability before = world.CapabilityAt(occupied);
        receiver.SetReceiveSlot(world.RootNode, occupied);
        receiver.Recv(endpoint);
        sender.Set(9);
        sender.SetCaps(world.MakeNotification());
        sender.Send(endpoint, length: 1, caps: 1);
        Assert.Equal(0ul, receiver.Info.ExtraCaps);
        Assert.Equal(9ul, receiver.Word(0));
        Assert.Equal(before.Word0, world.CapabilityAt(occupied).Word0);
    }

    [Fact]
    public void Without_grant_no_capability_arrives()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong withoutGrant = world.Mint(endpoint, 1, CapRights.ReadWrite.Word);
        ulong slot = world.FreeSlot();
        receiver.SetReceiveSlot(world.RootNode, slot);
        receiver.Recv(endpoint);
        sender.SetCaps(world.MakeNotification());
        sender.Send(withoutGrant, length: 0, caps: 1);
        Assert.Equal(0ul, receiver.Info.ExtraCaps);
        Assert.True(Slot.IsEmpty(world.SlotAt(slot)));
    }

    [Fact]
    public void An_extra_capability_that_cannot_be_found_is_a_fault_of_the_sender()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        receiver.Recv(endpoint);
        sender.SetCaps(1ul << 60);
        sender.Send(endpoint, caps: 1);
        Assert.Equal(ThreadState.Inactive, sender.State);
        Assert.Equal(ThreadState.BlockedOnReceive, receiver.State);
    }

    [Fact]
    public void A_capability_that_vanishes_while_the_sender_waits_ends_the_transfer()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair(senderPriority: 120);
        ulong given = world.MakeNotification();
        ulong slot = world.FreeSlot();
        sender.SetCaps(given);
        sender.Send(endpoint, caps: 1);
        DerivationTree.Remove(world.SlotAt(given));
        receiver.SetReceiveSlot(world.RootNode, slot);
        receiver.Recv(endpoint);
        Assert.Equal(0ul, receiver.Info.ExtraCaps);
    }

    [Fact]
    public void A_non_blocking_send_without_a_receiver_is_dropped()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair(senderPriority: 120);
        sender.NBSend(endpoint, 1, 0);
        Assert.Equal(ThreadState.Running, sender.State);
        Assert.Equal(EndpointState.Idle, EndpointQueue.State((Endpoint*)world.CapabilityAt(endpoint).ObjectAddress));
    }

    [Fact]
    public void A_non_blocking_receive_without_a_message_returns_a_zero_badge()
    {
        (_, Actor receiver, ulong endpoint) = Pair();
        receiver.NBRecv(endpoint);
        Assert.True(receiver.IsRunning);
        Assert.Equal(0ul, receiver.Badge);
    }

    [Fact]
    public void A_send_without_the_write_right_does_nothing()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong readOnly = world.Mint(endpoint, 0, CapRights.Read.Word);
        receiver.Recv(endpoint);
        sender.Send(readOnly);
        Assert.Equal(ThreadState.Running, sender.State);
        Assert.Equal(ThreadState.BlockedOnReceive, receiver.State);
    }

    [Fact]
    public void A_call_without_the_write_right_is_answered_with_an_error()
    {
        (Actor sender, Actor receiver, ulong endpoint) = Pair();
        ulong readOnly = world.Mint(endpoint, 0, CapRights.Read.Word);
        receiver.Recv(endpoint);
        sender.Call(readOnly);
        Assert.Equal(Error.InvalidCapability, (Error)sender.Info.Label);
        Assert.Equal(0ul, sender.Word(0));
    }

    private (Actor Sender, Actor Receiver, ulong Endpoint) Pair(byte senderPriority = 100)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor sender = world.Start(senderPriority);
        Actor receiver = world.Start(110);
        world.Rest();
        return (sender, receiver, endpoint);
    }

    private static void Fill(Actor actor, int length) =>
        actor.Set(Enumerable.Range(0, length).Select(i => (ulong)(1000 + i)).ToArray());

    private static void CheckReceived(Actor receiver, int length, ulong label)
    {
        Assert.Equal((ulong)length, receiver.Info.Length);
        Assert.Equal(label, receiver.Info.Label);
        Assert.All(Enumerable.Range(0, length), i => Assert.Equal((ulong)(1000 + i), receiver.Word(i)));
    }
}
