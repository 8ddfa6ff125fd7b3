// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

/// <summary>The objects of an IOMMU, which no machine here has: every invocation is refused, and their capabilities come and go.</summary>
public sealed unsafe class IommuTests : IDisposable
{
    private const int LabelCount = 200;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(CapabilityType.IoSpace)]
    [InlineData(CapabilityType.IoPageTable)]
    public void Every_invocation_is_refused(CapabilityType type)
    {
        ulong capability = world.Place(Make(type));
        ulong other = world.MakeEndpoint();
        for (int label = 0; label < LabelCount; label++)
        {
            Assert.Equal(Error.IllegalOperation, world.Invoke(capability, (InvocationLabel)label, []));
            Assert.Equal(
                Error.IllegalOperation,
                world.Invoke(capability, (InvocationLabel)label, [other, capability, other], 1, 2, 3, 4, 5));
        }

        Assert.Equal(Make(type).Word0, world.CapabilityAt(capability).Word0);
    }

    [Theory]
    [InlineData(CapabilityType.IoSpace)]
    [InlineData(CapabilityType.IoPageTable)]
    public void They_are_copied_given_data_moved_revoked_and_deleted_as_others_are(CapabilityType type)
    {
        ulong capability = world.Place(Make(type));
        ulong copy = world.FreeSlot();
        ulong minted = world.FreeSlot();
        ulong moved = world.FreeSlot();
        Assert.Equal(Error.NoError, OnNode(InvocationLabel.CNodeCopy, copy, 64, capability, 64, 15));
        Assert.Equal(Error.NoError, OnNode(InvocationLabel.CNodeMint, minted, 64, capability, 64, 1, 0x10_0008));
        Assert.Equal(Error.NoError, OnNode(InvocationLabel.CNodeMove, moved, 64, copy, 64));
        Assert.Equal(type, world.CapabilityAt(minted).Type);
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeRevoke, [], capability, 64));
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], minted, 64));
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], moved, 64));
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], capability, 64));
        Assert.All((ulong[])[capability, minted, moved], slot => Assert.True(Slot.IsEmpty(world.SlotAt(slot))));
    }

    private Capability Make(CapabilityType type) => type == CapabilityType.IoSpace
        ? IoSpaceCapability.Create(0x1234, 7).Value
        : IoPageTableCapability.Create(0x1000_0000_0000, false, 0, 0, 0).Value;

    private Error OnNode(InvocationLabel label, params ulong[] words) => world.Invoke(world.RootNode, label, [world.RootNode], words);
}
