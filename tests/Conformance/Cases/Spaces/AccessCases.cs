// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>What threads can do with mapped memory, and that nothing stale is left in the processor.</summary>
internal static unsafe class AccessCases
{
    private const ulong Address = 0x100_0000_0000;
    private const ulong WriteBit = 2;
    private const ulong PresentBit = 1;
    private const ulong UserBit = 4;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("memory"u8);
        CaseList.Add("write-to-a-read-only-page"u8, &WriteToReadOnly);
        CaseList.Add("write-to-a-page-mapped-again-read-only"u8, InvocationLabel.PageMap, &WriteAfterRemapping);
        CaseList.Add("read-of-a-page-without-rights"u8, &ReadWithoutRights);
        CaseList.Add("read-after-unmap"u8, InvocationLabel.PageUnmap, &ReadAfterUnmap);
        CaseList.Add("read-after-delete"u8, InvocationLabel.CNodeDelete, &ReadAfterDelete);
        CaseList.Add("read-after-unmap-in-another-space"u8, InvocationLabel.PageUnmap, &ReadAfterUnmapElsewhere);
        CaseList.Add("large-page-unmapped"u8, InvocationLabel.PageUnmap, &LargePageUnmapped);
        CaseList.Add("page-replaced-by-another"u8, InvocationLabel.PageMap, &PageReplaced);
        CaseList.Add("fault-repaired-by-mapping"u8, &FaultRepaired);
        CaseList.Add("kernel-memory-is-out-of-reach"u8, &KernelMemory);
        CaseList.Add("page-shared-by-two-spaces"u8, &SharedPage);
    }

    private static void Read(Worker* self) => self->Result0 = Volatile(self->Argument0);

    private static void Write(Worker* self) => *(ulong*)self->Argument0 = self->Argument1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Volatile(ulong address) => *(ulong*)address;

    /// <summary>Runs a worker that must fault with an access to an address, and checks the processor's description.</summary>
    private static void CheckFault(ref Context c, delegate*<Worker*, void> body, ulong address, ulong status)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(body, Priorities.Above, faults);
        worker->Argument0 = address;
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal((ulong)VmFaultMessage.Length, message.Length);
        Check.Equal(address, message.Word1);
        Check.Equal(0, message.Word2);
        Check.Equal(status, message.Word3);
    }

    private static void WriteToReadOnly(ref Context c)
    {
        c.Map(c.Frame(), Root.Space, Address, CapRights.Read);
        Check.Equal(0, Volatile(Address));
        CheckFault(ref c, &Write, Address, PresentBit | WriteBit | UserBit);
    }

    private static void WriteAfterRemapping(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 4;
        Check.Success(frame.Map(Root.Space, Address, CapRights.Read, VmAttributes.Default));
        Check.Equal(4, Volatile(Address));
        CheckFault(ref c, &Write, Address, PresentBit | WriteBit | UserBit);
    }

    private static void ReadWithoutRights(ref Context c)
    {
        c.Map(c.Frame(), Root.Space, Address, CapRights.None);
        CheckFault(ref c, &Read, Address, PresentBit | UserBit);
        c.Map(c.Frame(), Root.Space, Address + 0x1000, CapRights.Write);
        CheckFault(ref c, &Write, Address + 0x1000, PresentBit | WriteBit | UserBit);
    }

    private static void ReadAfterUnmap(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 4;
        Check.Success(frame.Unmap());
        CheckFault(ref c, &Read, Address, UserBit);
    }

    private static void ReadAfterDelete(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 4;
        c.Delete(frame.Slot);
        CheckFault(ref c, &Read, Address, UserBit);
    }

    private static void ReadAgain(Worker* self)
    {
        self->Result0 = Volatile(self->Argument0);
        var message = new Exchange(0);
        message.Wait(self->Argument1);
        self->Result1 = Volatile(self->Argument0);
    }

    private static void ReadAfterUnmapElsewhere(ref Context c)
    {
        var faults = c.Endpoint();
        var go = c.Notification();
        var space = c.ProgramSpace();
        var frame = c.MappedFrame(space, Address);
        var worker = c.Worker(&ReadAgain);
        Check.Success(worker->Thread.SetSpace(new Endpoint(faults), c.Node, 0, space.Slot, 0));
        worker->Argument0 = Address;
        worker->Argument1 = go;
        c.Start(worker);
        Check.Success(frame.Unmap());
        Kernel.Signal(go);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(Address, message.Word1);
    }

    private static void LargePageUnmapped(ref Context c)
    {
        FirstLevel.MakeAbove(ref c, Root.Space, Address);
        var frame = new Page(c.Create(ObjectType.LargePage));
        Check.Success(frame.Map(Root.Space, Address, CapRights.ReadWrite, VmAttributes.Default));
        *(ulong*)(Address + 0x12_3000) = 4;
        Check.Success(frame.Unmap());
        CheckFault(ref c, &Read, Address + 0x12_3000, UserBit);
    }

    private static void PageReplaced(ref Context c)
    {
        var first = c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 4;
        Check.Success(first.Unmap());
        var second = c.Frame();
        Check.Success(second.Map(Root.Space, Address, CapRights.ReadWrite, VmAttributes.Default));
        Check.Equal(0, Volatile(Address));
    }

    private static void WriteAndRead(Worker* self)
    {
        *(ulong*)self->Argument0 = 21;
        self->Result0 = Volatile(self->Argument0);
        self->Progress = 1;
    }

    private static void FaultRepaired(ref Context c)
    {
        var faults = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Worker(&WriteAndRead, Priorities.Above, faults);
        worker->Argument0 = Address;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, reply);
        c.MappedFrame(Root.Space, Address);
        message.Set(0);
        message.Send(reply);
        Check.Equal(1, worker->Progress);
        Check.Equal(21, worker->Result0);
    }

    private static void KernelMemory(ref Context c)
    {
        CheckFaults(ref c, &Read, 0xffff_ffff_8010_0000);
        CheckFaults(ref c, &Write, 0xffff_ffff_8010_0000);
        CheckFaults(ref c, &Read, 0xffff_8000_0000_0000);
        CheckFaults(ref c, &Read, 0xffff_ff80_0000_0000);
        CheckFaults(ref c, &Read, 0xffff_ffff_ffff_fff8);
    }

    private static void CheckFaults(ref Context c, delegate*<Worker*, void> body, ulong address)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(body, Priorities.Above, faults);
        worker->Argument0 = address;
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(address, message.Word1);
    }

    private static void SharedPage(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        var space = c.ProgramSpace();
        c.Map(new Page(c.Copy(frame.Slot)), space, Address + 0x20_0000, CapRights.ReadWrite);
        var worker = c.Worker(&Write);
        c.SetSpace(worker, space);
        worker->Argument0 = Address + 0x20_0008;
        worker->Argument1 = 1234;
        c.Start(worker);
        c.Join(worker);
        Check.Equal(1234, Volatile(Address + 8));
    }
}
