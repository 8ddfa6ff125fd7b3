// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Address spaces and capability spaces that a case makes.</summary>
internal unsafe partial struct Context
{
    /// <summary>Slot, in the capability space that <see cref="GiveCSpace"/> makes, of the notification signalled at the end.</summary>
    public const ulong OwnDoneSlot = 1;

    private const ulong OwnParkSlot = 2;

    /// <summary>A new address space with an identifier and nothing in it.</summary>
    public Pml4 Space()
    {
        var space = new Pml4(Create(ObjectType.Pml4));
        Check.Success(new AsidPool((ulong)RootSlot.InitThreadAsidPool).Assign(space));
        return space;
    }

    /// <summary>Makes the tables of an address space that are missing for pages of 4 KiB at an address.</summary>
    public void MakeTables(Pml4 space, ulong address)
    {
        var probe = Frame();
        if (probe.Map(space, address, CapRights.ReadWrite, VmAttributes.Default) == Error.FailedLookup)
        {
            Accept(new PageDirectoryPointerTable(Create(ObjectType.PageDirectoryPointerTable)).Map(space, address, VmAttributes.Default));
            Accept(new PageDirectory(Create(ObjectType.PageDirectory)).Map(space, address, VmAttributes.Default));
            Accept(new PageTable(Create(ObjectType.PageTable)).Map(space, address, VmAttributes.Default));
        }

        Delete(probe.Slot);
    }

    /// <summary>Maps a frame, with all tables above it.</summary>
    public void Map(Page frame, Pml4 space, ulong address, CapRights rights)
    {
        MakeTables(space, address);
        Check.Success(frame.Map(space, address, rights, VmAttributes.Default));
    }

    /// <summary>A new frame mapped for reading and writing.</summary>
    public Page MappedFrame(Pml4 space, ulong address)
    {
        var frame = Frame();
        Map(frame, space, address, CapRights.ReadWrite);
        return frame;
    }

    /// <summary>A new address space that has the program's pages, code and data, where this one has them.</summary>
    public Pml4 ProgramSpace()
    {
        var space = Space();
        for (ulong i = 0; i < Root.ImagePages; i++)
        {
            var address = Root.ImageStart + (i << ObjectSizes.PageBits);
            var frame = new Page(Copy(Root.ImageFrame(address).Slot));
            if (frame.Map(space, address, CapRights.ReadWrite, VmAttributes.Default) == Error.FailedLookup)
            {
                Map(frame, space, address, CapRights.ReadWrite);
            }
        }

        return space;
    }

    /// <summary>Moves a worker that has not started to another address space.</summary>
    public void SetSpace(Worker* worker, Pml4 space) =>
        Check.Success(worker->Thread.SetSpace(new Endpoint(Copy(Supervisor.WorkerFaults)), Node, 0, space.Slot, 0));

    /// <summary>Gives a worker that has not started a capability space of its own, which is returned.</summary>
    /// <remarks>Its slots are addressed in full, by their numbers.</remarks>
    public CNode GiveCSpace(Worker* worker, int bits)
    {
        var plain = CNode(bits);
        var node = new CNode(Badged(plain.Slot, CNodeCapData.Create(0, (ulong)(64 - bits)).Word));
        Check.Success(node.Copy(OwnDoneSlot, RootCNode.FullDepth, Node, worker->Done, RootCNode.FullDepth, CapRights.All));
        Check.Success(node.Copy(OwnParkSlot, RootCNode.FullDepth, Node, Supervisor.Park, RootCNode.FullDepth, CapRights.All));
        Check.Success(worker->Thread.SetSpace(new Endpoint(Supervisor.WorkerFaults), node, 0, Root.Space.Slot, 0));
        worker->DoneSlot = OwnDoneSlot;
        worker->ParkSlot = OwnParkSlot;
        return node;
    }

    /// <summary>Puts a copy of a capability into a slot of a worker's capability space.</summary>
    public void Give(CNode node, ulong slot, ulong source) =>
        Check.Success(node.Copy(slot, RootCNode.FullDepth, Node, source, RootCNode.FullDepth, CapRights.All));

    private static void Accept(Error error) => Check.That(error is Error.NoError or Error.DeleteFirst);
}
