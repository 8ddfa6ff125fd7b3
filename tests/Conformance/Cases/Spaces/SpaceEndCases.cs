// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Address spaces, identifiers and memory that go while a thread uses them.</summary>
internal static unsafe class SpaceEndCases
{
    private const ulong Address = 0x100_0000_0000;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("memory/ends"u8);
        CaseList.Add("code-unmapped-while-it-runs"u8, InvocationLabel.PageUnmap, &CodeUnmapped);
        CaseList.Add("the-same-address-in-two-spaces"u8, &SameAddressInTwoSpaces);
        CaseList.Add("an-identifier-used-again-sees-nothing-old"u8, InvocationLabel.AsidPoolAssign, &IdentifierUsedAgain);
        CaseList.Add("address-space-deleted-while-a-thread-runs-in-it"u8, InvocationLabel.CNodeDelete, &SpaceDeleted);
        CaseList.Add("pool-deleted-while-a-thread-runs-in-its-space"u8, InvocationLabel.CNodeDelete, &PoolDeleted);
        CaseList.Add("own-address-space-deleted"u8, InvocationLabel.CNodeDelete, &OwnSpaceDeleted);
        CaseList.Add("own-stack-unmapped"u8, InvocationLabel.PageUnmap, &OwnStackUnmapped);
    }

    private static void Read(Worker* self) => self->Result0 = Volatile(self->Argument0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Volatile(ulong address) => *(ulong*)address;

    private static void WriteAndRead(Worker* self)
    {
        *(ulong*)self->Argument0 = 21;
        self->Result0 = Volatile(self->Argument0);
        self->Progress = 1;
    }

    /// <summary>The smallest loop there is: jmp to itself. Source: Intel SDM 2, JMP.</summary>
    private static void CodeUnmapped(ref Context c)
    {
        var faults = c.Endpoint();
        var frame = c.MappedFrame(Root.Space, Address);
        *(ushort*)Address = 0xfeeb;
        var worker = c.Worker(&Read, Priorities.Case, faults);
        var registers = default(UserContext);
        registers.Rip = Address;
        registers.Rsp = worker->StackTop;
        registers.Rflags = 0x202;
        Check.Success(worker->Thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
        Kernel.Yield();
        var message = new Exchange(0);
        Check.Success(frame.Unmap());
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(Address, message.Word0);
        Check.Equal(Address, message.Word1);
        Check.Equal(1, message.Word2);
    }

    private static void SameAddressInTwoSpaces(ref Context c)
    {
        c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 1;
        var space = c.ProgramSpace();
        c.MappedFrame(space, Address);
        var worker = c.Worker(&WriteAndRead);
        c.SetSpace(worker, space);
        worker->Argument0 = Address;
        c.Start(worker);
        c.Join(worker);
        Check.Equal(21, worker->Result0);
        Check.Equal(1, Volatile(Address));
    }

    /// <summary>Address spaces that come and go under one identifier, each with a page of its own at the same address.</summary>
    private static void IdentifierUsedAgain(ref Context c)
    {
        var memory = c.Untyped(12);
        var root = new Pml4(c.Slot());
        for (ulong i = 1; i <= 4; i++)
        {
            Check.Success(RootCNode.Retype(memory, ObjectType.Pml4, 0, root.Slot));
            Check.Success(new AsidPool((ulong)RootSlot.InitThreadAsidPool).Assign(root));
            FillWithProgram(ref c, root);
            c.MappedFrame(root, Address);
            var worker = c.Worker(&Read);
            c.SetSpace(worker, root);
            worker->Argument0 = Address;
            worker->Result0 = 99;
            c.Start(worker);
            c.Join(worker);
            Check.Equal(0, worker->Result0);
            c.Delete(worker->Thread.Slot);
            c.Revoke(memory.Slot);
        }
    }

    private static void FillWithProgram(ref Context c, Pml4 space)
    {
        for (ulong i = 0; i < Root.ImagePages; i++)
        {
            var address = Root.ImageStart + (i << ObjectSizes.PageBits);
            var frame = new Page(c.Copy(Root.ImageFrame(address).Slot));
            if (frame.Map(space, address, CapRights.ReadWrite, VmAttributes.Default) == Error.FailedLookup)
            {
                c.Map(frame, space, address, CapRights.ReadWrite);
            }
        }
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static Worker* CountingIn(ref Context c, Pml4 space, ulong faults)
    {
        var worker = c.Worker(&Count, Priorities.Case, faults);
        Check.Success(worker->Thread.SetSpace(new Endpoint(faults), c.Node, 0, space.Slot, 0));
        c.Start(worker);
        Kernel.Yield();
        Check.That(worker->Progress != 0);
        return worker;
    }

    private static void CheckStops(ref Context c, Worker* worker, ulong faults)
    {
        Kernel.Yield();
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
    }

    private static void SpaceDeleted(ref Context c)
    {
        var faults = c.Badged(c.Endpoint(), 1);
        var space = c.ProgramSpace();
        var worker = CountingIn(ref c, space, faults);
        c.Revoke(space.Slot);
        c.Delete(space.Slot);
        CheckStops(ref c, worker, faults);
    }

    private static void PoolDeleted(ref Context c)
    {
        var faults = c.Badged(c.Endpoint(), 1);
        var pool = new AsidPool(c.Slot());
        Check.Success(new AsidControl((ulong)RootSlot.AsidControl).MakePool(
            c.Untyped(ObjectSizes.AsidPoolBits), c.Node, pool.Slot, RootCNode.FullDepth));
        var space = new Pml4(c.Create(ObjectType.Pml4));
        Check.Success(pool.Assign(space));
        FillWithProgram(ref c, space);
        var worker = CountingIn(ref c, space, faults);
        c.Delete(pool.Slot);
        CheckStops(ref c, worker, faults);
    }

    private static void DeleteSpace(Worker* self)
    {
        var message = new Exchange((ulong)InvocationLabel.CNodeRevoke, 2) { Word0 = self->Argument0, Word1 = 64 };
        message.Call((ulong)RootSlot.InitThreadCNode);
        message = new Exchange((ulong)InvocationLabel.CNodeDelete, 2) { Word0 = self->Argument0, Word1 = 64 };
        message.Call((ulong)RootSlot.InitThreadCNode);
        self->Progress = 1;
    }

    private static void OwnSpaceDeleted(ref Context c)
    {
        var faults = c.Endpoint();
        var space = c.ProgramSpace();
        var worker = c.Worker(&DeleteSpace);
        Check.Success(worker->Thread.SetSpace(new Endpoint(faults), c.Node, 0, space.Slot, 0));
        worker->Argument0 = space.Slot;
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(0, worker->Progress);
    }

    private static void UnmapStack(Worker* self)
    {
        var message = new Exchange((ulong)InvocationLabel.PageUnmap);
        message.Call(self->Argument0);
        self->Progress = Volatile((ulong)&message);
    }

    private static void OwnStackUnmapped(ref Context c)
    {
        const ulong Top = Address + 0x1000;
        var faults = c.Endpoint();
        var worker = c.Worker(&UnmapStack, Priorities.Above, faults);
        worker->Argument0 = c.MappedFrame(Root.Space, Address).Slot;
        worker->StackTop = Top;
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Between(Address, Top - 1, message.Word1);
        Check.Equal(0, worker->Progress);
    }
}
