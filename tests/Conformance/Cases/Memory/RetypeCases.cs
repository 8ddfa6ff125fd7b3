// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Memory;

/// <summary>Untyped_Retype: every type of object, and how memory is handed out.</summary>
internal static unsafe class RetypeCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Label = InvocationLabel.UntypedRetype;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("untyped/retype"u8);
        CaseList.Add("untyped"u8, Label, &MakesUntyped);
        CaseList.Add("thread"u8, Label, &MakesThread);
        CaseList.Add("endpoint"u8, Label, &MakesEndpoint);
        CaseList.Add("notification"u8, Label, &MakesNotification);
        CaseList.Add("cnode"u8, Label, &MakesCNode);
        CaseList.Add("scheduling-context"u8, Label, &MakesSchedContext);
        CaseList.Add("reply"u8, Label, &MakesReply);
        CaseList.Add("small-frame"u8, Label, &MakesSmallFrame);
        CaseList.Add("large-frame"u8, Label, &MakesLargeFrame);
        CaseList.Add("paging-structures"u8, Label, &MakesPagingStructures);
        CaseList.Add("objects-follow-each-other"u8, Label, &ObjectsFollowEachOther);
        CaseList.Add("objects-are-aligned"u8, Label, &ObjectsAreAligned);
        CaseList.Add("many-at-once"u8, Label, &ManyAtOnce);
        CaseList.Add("as-many-as-there-is-room-for"u8, Label, &AsManyAsFit);
        CaseList.Add("into-an-inner-cnode"u8, Label, &IntoAnInnerCNode);
        CaseList.Add("into-the-last-slot"u8, Label, &IntoTheLastSlot);
        CaseList.Add("memory-comes-back-when-all-is-deleted"u8, Label, &MemoryComesBack);
        CaseList.Add("memory-does-not-come-back-while-one-is-left"u8, Label, &MemoryStaysUsed);
        CaseList.Add("memory-is-clear-when-used-again"u8, Label, &MemoryIsClear);
        CaseList.Add("a-child-does-not-reuse-its-parents-memory"u8, Label, &ChildrenDoNotOverlap);
        CaseList.Add("device-frame"u8, Label, &DeviceFrame);
        CaseList.Add("device-untyped-from-device-untyped"u8, Label, &DeviceUntyped);
        CaseList.Add("a-long-one-is-preempted"u8, Label, &ALongOneIsPreempted);
    }

    private static Error Retype(Untyped memory, ObjectType type, int sizeBits, ulong slot) =>
        RootCNode.Retype(memory, type, sizeBits, slot);

    private static void MakesUntyped(ref Context c)
    {
        for (var bits = Limits.MinimumUntypedBits; bits <= 20; bits++)
        {
            var memory = c.Untyped(bits);
            Check.Success(Retype(memory, ObjectType.Untyped, bits, c.Slot()));
        }
    }

    private static void MakesThread(ref Context c)
    {
        var registers = default(UserContext);
        Check.Success(c.NewThread().ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(0, registers.Rip);
        Check.Equal(0, registers.Rax);
        Check.Equal(0, registers.R15);
        Check.Equal(0, registers.FsBase);
    }

    private static void MakesEndpoint(ref Context c)
    {
        var message = new Exchange(0);
        message.NonBlockingReceive(c.Endpoint(), c.Reply());
        Check.Equal(0, message.Badge);
    }

    private static void MakesNotification(ref Context c) => Check.Equal(0, Kernel.Poll(c.Notification()));

    private static void MakesCNode(ref Context c)
    {
        for (var bits = 1; bits <= 8; bits++)
        {
            var node = c.CNode(bits);
            Check.Success(node.Copy((1ul << bits) - 1, (byte)bits, c.Node, c.Endpoint(), Full, CapRights.All));
            Check.Equal(Error.FailedLookup, c.Node.Move(c.Slot(), Full, node, 0, (byte)bits));
        }
    }

    private static void MakesSchedContext(ref Context c)
    {
        for (var bits = ObjectSizes.MinimumSchedContextBits; bits <= 14; bits++)
        {
            Check.Success(c.NewSchedContext(bits).Consumed(out var consumed));
            Check.Equal(0, consumed);
        }
    }

    private static void MakesReply(ref Context c)
    {
        var message = new Exchange(0);
        message.Call(c.Reply());
        Check.Equal(0, message.Label);
    }

    private static void MakesSmallFrame(ref Context c)
    {
        Check.Success(c.Frame().GetAddress(out var address));
        Check.Equal(0, address & 0xfff);
    }

    private static void MakesLargeFrame(ref Context c)
    {
        Check.Success(new Page(c.Create(ObjectType.LargePage)).GetAddress(out var address));
        Check.Equal(0, address & 0x1fffff);
    }

    private static void MakesPagingStructures(ref Context c)
    {
        const ulong Address = 0x1_0000_0000;
        var space = c.Space();
        Check.Success(new PageDirectoryPointerTable(c.Create(ObjectType.PageDirectoryPointerTable))
            .Map(space, Address, VmAttributes.Default));
        Check.Success(new PageDirectory(c.Create(ObjectType.PageDirectory)).Map(space, Address, VmAttributes.Default));
        Check.Success(new PageTable(c.Create(ObjectType.PageTable)).Map(space, Address, VmAttributes.Default));
        Check.Success(c.Frame().Map(space, Address, CapRights.ReadWrite, VmAttributes.Default));
    }

    private static void ObjectsFollowEachOther(ref Context c)
    {
        var memory = c.Untyped(14);
        ulong previous = 0;
        for (var i = 0; i < 4; i++)
        {
            var frame = new Page(c.Slot());
            Check.Success(Retype(memory, ObjectType.Page4K, 0, frame.Slot));
            Check.Success(frame.GetAddress(out var address));
            Check.That(i == 0 || address == previous + 0x1000);
            previous = address;
        }
    }

    private static void ObjectsAreAligned(ref Context c)
    {
        var memory = c.Untyped(14);
        var first = new Page(c.Slot());
        var second = new Page(c.Slot());
        Check.Success(Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Success(Retype(memory, ObjectType.Page4K, 0, first.Slot));
        Check.Success(Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Success(Retype(memory, ObjectType.Page4K, 0, second.Slot));
        Check.Success(first.GetAddress(out var one));
        Check.Success(second.GetAddress(out var two));
        Check.Equal(one + 0x2000, two);
    }

    private static void ManyAtOnce(ref Context c)
    {
        var memory = c.Untyped(14);
        var first = c.Slots(256);
        Check.Success(memory.Retype(ObjectType.Endpoint, 0, c.Node, 0, 0, first, 256));
        for (ulong i = 0; i < 256; i++)
        {
            Check.Success(c.Node.CancelBadgedSends(first + i, Full));
        }
    }

    private static void AsManyAsFit(ref Context c)
    {
        var memory = c.Untyped(12);
        Check.Success(memory.Retype(ObjectType.Notification, 0, c.Node, 0, 0, c.Slots(64), 64));
        Check.Equal(Error.NotEnoughMemory, Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Detail(0, 0);
    }

    private static void IntoAnInnerCNode(ref Context c)
    {
        var node = c.CNode(4);
        var memory = c.Untyped(12);
        Check.Success(memory.Retype(ObjectType.Endpoint, 0, c.Node, node.Slot, Full, 3, 5));
        Check.Success(c.Node.Move(c.Slot(), Full, node, 3, 4));
        Check.Success(c.Node.Move(c.Slot(), Full, node, 7, 4));
        Check.Equal(Error.FailedLookup, c.Node.Move(c.Slot(), Full, node, 8, 4));
    }

    private static void IntoTheLastSlot(ref Context c)
    {
        var node = c.CNode(4);
        Check.Success(c.Untyped(12).Retype(ObjectType.Endpoint, 0, node, 0, 0, 15, 1));
        Check.Success(node.Delete(15, 4));
    }

    private static void MemoryComesBack(ref Context c)
    {
        var memory = c.Untyped(13);
        var first = c.Slot();
        var second = c.Slot();
        for (var i = 0; i < 50; i++)
        {
            Check.Success(Retype(memory, ObjectType.Tcb, 0, first));
            Check.Success(Retype(memory, ObjectType.Endpoint, 0, second));
            c.Delete(first);
            c.Delete(second);
        }
    }

    private static void MemoryStaysUsed(ref Context c)
    {
        var memory = c.Untyped(12);
        var frame = c.Slot();
        var memoryCopy = c.Copy(memory.Slot);
        c.Delete(memoryCopy);
        Check.Success(Retype(memory, ObjectType.Untyped, 11, frame));
        Check.Success(Retype(memory, ObjectType.Untyped, 10, c.Slot()));
        c.Delete(frame);
        Check.Equal(Error.NotEnoughMemory, Retype(memory, ObjectType.Untyped, 11, c.Slot()));
        Check.Detail(0, 1024);
    }

    private static void MemoryIsClear(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var memory = c.Untyped(12);
        var frame = new Page(c.Slot());
        for (var round = 0; round < 3; round++)
        {
            Check.Success(Retype(memory, ObjectType.Page4K, 0, frame.Slot));
            c.Map(frame, Root.Space, Address, CapRights.ReadWrite);
            for (ulong offset = 0; offset < 0x1000; offset += 8)
            {
                Check.Equal(0, *(ulong*)(Address + offset));
                *(ulong*)(Address + offset) = ulong.MaxValue;
            }

            c.Delete(frame.Slot);
        }
    }

    private static void ChildrenDoNotOverlap(ref Context c)
    {
        var memory = c.Untyped(14);
        var child = new Untyped(c.Slot());
        var inChild = new Page(c.Slot());
        var behind = new Page(c.Slot());
        Check.Success(Retype(memory, ObjectType.Untyped, 13, child.Slot));
        Check.Success(Retype(memory, ObjectType.Page4K, 0, behind.Slot));
        Check.Success(Retype(child, ObjectType.Page4K, 0, inChild.Slot));
        Check.Success(inChild.GetAddress(out var inside));
        Check.Success(behind.GetAddress(out var outside));
        Check.Equal(inside + 0x2000, outside);
    }

    private static void DeviceFrame(ref Context c)
    {
        var device = Root.FindDevice(12);
        var frame = new Page(c.Slot());
        Check.Success(Retype(device, ObjectType.Page4K, 0, frame.Slot));
        Check.Success(frame.GetAddress(out _));
    }

    private static void DeviceUntyped(ref Context c)
    {
        var device = Root.FindDevice(13);
        var child = new Untyped(c.Slot());
        Check.Success(Retype(device, ObjectType.Untyped, 12, child.Slot));
        Check.Success(Retype(child, ObjectType.Page4K, 0, c.Slot()));
        Check.Equal(Error.NotEnoughMemory, Retype(child, ObjectType.Page4K, 0, c.Slot()));
    }

    private static void CountPeriods(Worker* self)
    {
        while (true)
        {
            self->Progress++;
            Kernel.Yield();
        }
    }

    /// <summary>Clearing two large frames takes longer than the period of a more urgent thread.</summary>
    private static void ALongOneIsPreempted(ref Context c)
    {
        var ticker = c.Worker(&CountPeriods);
        var memory = c.Untyped(22);
        Check.Success(Root.SchedControl.ConfigureFlags(ticker->SchedContext, 50, 100, 0, 0, SchedContextFlags.None));
        c.Start(ticker);
        var start = Kernel.ReadTicks();
        var before = ticker->Progress;
        Check.Success(memory.Retype(ObjectType.LargePage, 0, c.Node, 0, 0, c.Slots(2), 2));
        var periods = (Kernel.ReadTicks() - start) / Root.TicksPerMicrosecond / 100;
        Check.That(ticker->Progress - before + 2 >= periods / 4 * 3);
    }
}
