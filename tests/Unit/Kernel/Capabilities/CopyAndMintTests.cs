// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

public sealed unsafe class CopyAndMintTests : IDisposable
{
    private const int Original = 20;
    private const int Target = 30;
    private const int Other = 31;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Fact]
    public void Copy_makes_a_child_with_the_same_object()
    {
        Make(ObjectType.Endpoint);

        arena.Expect(Error.NoError, arena.Copy(Original, Target));
        Assert.Equal(arena.Cap(Original).ObjectAddress, arena.Cap(Target).ObjectAddress);
        Assert.True(DerivationTree.IsParentOf(arena.At(Original), arena.At(Target)));
    }

    [Theory]
    [InlineData(0UL, false, false, false, false)]
    [InlineData(1UL, true, false, false, false)]
    [InlineData(2UL, false, true, false, false)]
    [InlineData(4UL, false, false, true, false)]
    [InlineData(8UL, false, false, false, true)]
    [InlineData(15UL, true, true, true, true)]
    public void Copy_of_an_endpoint_keeps_only_the_rights_given(ulong rights, bool send, bool receive, bool grant, bool grantReply)
    {
        Make(ObjectType.Endpoint);

        arena.Expect(Error.NoError, arena.Copy(Original, Target, rights));
        arena.Cap(Target).TryAsEndpoint(out EndpointCapability endpoint);
        Assert.Equal(
            (send, receive, grant, grantReply),
            (endpoint.CanSend, endpoint.CanReceive, endpoint.CanGrant, endpoint.CanGrantReply));
    }

    [Fact]
    public void Copy_never_adds_rights()
    {
        Make(ObjectType.Notification);
        arena.Expect(Error.NoError, arena.Copy(Original, Target, 1));
        arena.Expect(Error.NoError, arena.Copy(Target, Other, 15));

        arena.Cap(Other).TryAsNotification(out NotificationCapability notification);
        Assert.True(notification.CanSend);
        Assert.False(notification.CanReceive);
    }

    [Fact]
    public void Copy_of_a_reply_object_may_lose_grant()
    {
        Make(ObjectType.Reply);

        arena.Expect(Error.NoError, arena.Copy(Original, Target, 3));
        arena.Cap(Target).TryAsReply(out ReplyCapability reply);
        Assert.False(reply.CanGrant);
    }

    [Fact]
    public void Copy_into_an_occupied_slot_is_refused_before_the_source_is_looked_at()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Copy(Original, Target));

        arena.Expect(Error.DeleteFirst, arena.Copy(Original, Target));
        arena.Expect(Error.DeleteFirst, arena.Copy(Other, Target));
    }

    [Fact]
    public void Copy_of_an_empty_slot_is_a_failed_lookup_of_the_source()
    {
        arena.Expect(Error.FailedLookup, arena.Copy(Other, Target));
        Assert.True(arena.Detail.WasSource);
        Assert.Equal(LookupFailureType.MissingCapability, arena.Detail.Lookup.Type);
        Assert.Equal(64UL, arena.Detail.Lookup.BitsLeft);
        Assert.True(arena.IsEmpty(Target));
    }

    [Fact]
    public void Copy_from_a_root_that_is_no_CNode_is_a_failed_lookup_of_the_source()
    {
        Make(ObjectType.Endpoint);

        arena.Expect(
            Error.FailedLookup,
            arena.Invoke(CapabilityArena.RootNode, InvocationLabel.CNodeCopy, [Original], Target, 64, Original, 64, 15));
        Assert.True(arena.Detail.WasSource);
        Assert.Equal(LookupFailureType.InvalidRoot, arena.Detail.Lookup.Type);
    }

    [Fact]
    public void Copy_to_a_depth_that_leads_nowhere_is_a_failed_lookup_of_the_destination()
    {
        Make(ObjectType.Endpoint);

        arena.Expect(
            Error.FailedLookup,
            arena.Invoke(
                CapabilityArena.RootNode, InvocationLabel.CNodeCopy, [CapabilityArena.RootNode], Target, 7, Original, 64, 15));
        Assert.False(arena.Detail.WasSource);
    }

    [Fact]
    public void Copy_with_too_few_words_or_without_a_source_root_is_truncated()
    {
        Make(ObjectType.Endpoint);

        arena.Expect(
            Error.TruncatedMessage,
            arena.Invoke(CapabilityArena.RootNode, InvocationLabel.CNodeCopy, [CapabilityArena.RootNode], Target, 64, Original, 64));
        arena.Expect(
            Error.TruncatedMessage,
            arena.Invoke(CapabilityArena.RootNode, InvocationLabel.CNodeCopy, [], Target, 64, Original, 64, 15));
        arena.Expect(
            Error.TruncatedMessage, arena.Invoke(CapabilityArena.RootNode, InvocationLabel.CNodeDelete, [], Target));
    }

    [Fact]
    public void A_label_of_another_object_is_an_illegal_operation()
    {
        arena.Expect(
            Error.IllegalOperation, arena.Invoke(CapabilityArena.RootNode, InvocationLabel.UntypedRetype, [], Target, 64));
        arena.Expect(
            Error.IllegalOperation, arena.Invoke(CapabilityArena.Memory, InvocationLabel.CNodeDelete, [], Target, 64));
    }

    [Fact]
    public void The_authority_over_interrupts_cannot_be_copied()
    {
        arena.Expect(Error.IllegalOperation, arena.Copy(CapabilityArena.IrqControl, Target));
        Assert.True(arena.IsEmpty(Target));
    }

    [Fact]
    public void Untyped_with_children_cannot_be_copied()
    {
        Make(ObjectType.Endpoint);

        arena.Expect(Error.RevokeFirst, arena.Copy(CapabilityArena.Memory, Target));
    }

    [Fact]
    public void A_copy_of_untyped_has_the_memory_and_the_original_has_none_left()
    {
        arena.Expect(Error.NoError, arena.Copy(CapabilityArena.Memory, Target));

        arena.Cap(CapabilityArena.Memory).TryAsUntyped(out UntypedCapability original);
        arena.Cap(Target).TryAsUntyped(out UntypedCapability copy);
        Assert.Equal(original.SizeBytes, original.FreeOffset);
        Assert.Equal(0UL, copy.FreeOffset);
        arena.Expect(Error.NotEnoughMemory, arena.Retype(CapabilityArena.Memory, ObjectType.Endpoint, 0, Original));
        Assert.Equal(0UL, arena.Detail.MemoryLeft);
        arena.Expect(Error.NoError, arena.Retype(Target, ObjectType.Endpoint, 0, Original));
    }

    [Fact]
    public void A_copy_of_a_copy_is_a_sibling()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Copy(Original, Target));
        arena.Expect(Error.NoError, arena.Copy(Target, Other));

        Assert.False(DerivationTree.IsParentOf(arena.At(Target), arena.At(Other)));
        arena.Expect(Error.NoError, arena.Revoke(Target));
        Assert.False(arena.IsEmpty(Other));
        arena.Expect(Error.NoError, arena.Revoke(Original));
        Assert.True(arena.IsEmpty(Other));
        Assert.True(arena.IsEmpty(Target));
    }

    [Fact]
    public void Mint_gives_a_badge_once()
    {
        Make(ObjectType.Endpoint);

        arena.Expect(Error.NoError, arena.Mint(Original, Target, 77));
        arena.Cap(Target).TryAsEndpoint(out EndpointCapability endpoint);
        Assert.Equal(77UL, endpoint.Badge);
        arena.Expect(Error.IllegalOperation, arena.Mint(Target, Other, 78));
        arena.Expect(Error.IllegalOperation, arena.Mint(Target, Other, 0));
        Assert.True(arena.IsEmpty(Other));
    }

    [Fact]
    public void A_badge_may_use_all_64_bits()
    {
        Make(ObjectType.Notification);

        arena.Expect(Error.NoError, arena.Mint(Original, Target, ulong.MaxValue));
        arena.Cap(Target).TryAsNotification(out NotificationCapability notification);
        Assert.Equal(ulong.MaxValue, notification.Badge);
    }

    [Fact]
    public void A_badged_endpoint_is_an_original_of_its_own()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Mint(Original, Target, 5));
        arena.Expect(Error.NoError, arena.Copy(Target, Other));
        arena.Expect(Error.NoError, arena.Mint(Original, Target + 10, 5));

        arena.Expect(Error.NoError, arena.Revoke(Target + 10));
        Assert.False(arena.IsEmpty(Target));
        Assert.False(arena.IsEmpty(Other));
        arena.Expect(Error.NoError, arena.Revoke(Target));
        Assert.True(arena.IsEmpty(Other));
        Assert.False(arena.IsEmpty(Target));
    }

    [Fact]
    public void Copies_of_a_deleted_badged_original_do_not_become_another_ones_children()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Mint(Original, Target, 5));
        arena.Expect(Error.NoError, arena.Copy(Target, Other));
        arena.Expect(Error.NoError, arena.Mint(Original, Target + 10, 5));
        arena.Expect(Error.NoError, arena.Delete(Target));

        arena.Expect(Error.NoError, arena.Revoke(Target + 10));
        Assert.False(arena.IsEmpty(Other));
    }

    [Fact]
    public void Mint_gives_a_CNode_its_guard()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, Original));

        arena.Expect(Error.NoError, arena.Mint(Original, Target, (0x3ffUL << 6) | 8));
        arena.Cap(Target).TryAsCNode(out CNodeCapability table);
        Assert.Equal(8, table.GuardSize);
        Assert.Equal(0xffUL, table.Guard);
        Assert.Equal(4, table.Radix);
    }

    [Fact]
    public void A_guard_that_leaves_no_bits_for_the_index_is_refused()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, Original));

        arena.Expect(Error.IllegalOperation, arena.Mint(Original, Target, 61));
        arena.Expect(Error.NoError, arena.Mint(Original, Target, 60));
    }

    [Fact]
    public void Mint_does_nothing_with_data_that_means_nothing_to_the_type()
    {
        Make(ObjectType.Tcb);

        arena.Expect(Error.NoError, arena.Mint(Original, Target, 1234));
        Assert.Equal(arena.Cap(Original).Word0, arena.Cap(Target).Word0);
        Assert.Equal(arena.Cap(Original).Word1, arena.Cap(Target).Word1);
    }

    private void Make(ObjectType type) =>
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, type, 0, Original));
}
