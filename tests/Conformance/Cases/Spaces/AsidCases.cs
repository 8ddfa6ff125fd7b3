// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>ASIDControl_MakePool and ASIDPool_Assign.</summary>
internal static unsafe class AsidCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel MakePool = InvocationLabel.AsidControlMakePool;
    private const InvocationLabel Assign = InvocationLabel.AsidPoolAssign;
    private const int PoolsInAll = 1 << Limits.AsidPoolCountBits;
    private const int PoolEntries = 1 << Limits.AsidPoolIndexBits;

    private static AsidControl Control => new((ulong)RootSlot.AsidControl);

    private static AsidPool InitialPool => new((ulong)RootSlot.InitThreadAsidPool);

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("asid-control/make-pool"u8);
        CaseList.Add("makes-a-pool"u8, MakePool, &MakesAPool);
        CaseList.Add("of-memory-too-small"u8, MakePool, &MemoryTooSmall);
        CaseList.Add("of-memory-too-large"u8, MakePool, &MemoryTooLarge);
        CaseList.Add("of-memory-in-use"u8, MakePool, &MemoryInUse);
        CaseList.Add("of-device-memory"u8, MakePool, &DeviceMemory);
        CaseList.Add("of-something-else"u8, MakePool, &SomethingElse);
        CaseList.Add("destination-occupied"u8, MakePool, &DestinationOccupied);
        CaseList.Add("destination-does-not-exist"u8, MakePool, &DestinationMissing);
        CaseList.Add("destination-root-of-another-type"u8, MakePool, &RootOfAnotherType);
        CaseList.Add("depth-zero"u8, MakePool, &DepthZero);
        CaseList.Add("as-many-as-there-can-be"u8, MakePool, &AllPools);
        CaseList.Add("memory-is-used-up"u8, MakePool, &MemoryIsUsedUp);
        CaseList.Add("message-too-short"u8, MakePool, &MakePoolTooShort);
        CaseList.Add("a-capability-missing"u8, MakePool, &MakePoolCapMissing);
        CaseList.Add("unknown-label"u8, MakePool, &ControlUnknownLabel);

        CaseList.Group("asid-pool/assign"u8);
        CaseList.Add("lets-memory-be-mapped"u8, Assign, &LetsMemoryBeMapped);
        CaseList.Add("twice"u8, Assign, &Twice);
        CaseList.Add("of-something-else"u8, Assign, &OfSomethingElse);
        CaseList.Add("a-full-pool"u8, Assign, &FullPool);
        CaseList.Add("an-identifier-comes-back"u8, Assign, &IdentifierComesBack);
        CaseList.Add("without-a-capability"u8, Assign, &AssignNoCap);
        CaseList.Add("unknown-label"u8, Assign, &PoolUnknownLabel);
        CaseList.Add("a-pool-deleted-and-made-again"u8, MakePool, &PoolMadeAgain);
    }

    private static Error Make(ref Context c, ulong memory, out AsidPool pool)
    {
        pool = new AsidPool(c.Slot());
        return Control.MakePool(new Untyped(memory), c.Node, pool.Slot, Full);
    }

    private static Untyped Memory(ref Context c) => c.Untyped(ObjectSizes.AsidPoolBits);

    private static void MakesAPool(ref Context c)
    {
        Check.Success(Make(ref c, Memory(ref c).Slot, out var pool));
        Check.Success(pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
    }

    private static void MemoryTooSmall(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Make(ref c, c.Untyped(ObjectSizes.AsidPoolBits - 1).Slot, out _));
        Check.Detail(0, 1);
    }

    private static void MemoryTooLarge(ref Context c) =>
        Check.Equal(Error.InvalidCapability, Make(ref c, c.Untyped(ObjectSizes.AsidPoolBits + 1).Slot, out _));

    private static void MemoryInUse(ref Context c)
    {
        var memory = Memory(ref c);
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Equal(Error.RevokeFirst, Make(ref c, memory.Slot, out _));
    }

    private static void DeviceMemory(ref Context c)
    {
        var memory = c.Slot();
        Check.Success(RootCNode.Retype(Root.FindDevice(12), ObjectType.Untyped, 12, memory));
        Check.Equal(Error.InvalidCapability, Make(ref c, memory, out _));
        Check.Detail(0, 1);
    }

    private static void SomethingElse(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Make(ref c, c.Frame().Slot, out _));
        Check.Equal(Error.InvalidCapability, Make(ref c, c.Slot(), out _));
    }

    private static void DestinationOccupied(ref Context c) =>
        Check.Equal(Error.DeleteFirst, Control.MakePool(Memory(ref c), c.Node, c.Endpoint(), Full));

    private static void DestinationMissing(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Control.MakePool(Memory(ref c), c.Node, 1ul << 40, Full));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
    }

    private static void RootOfAnotherType(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Control.MakePool(Memory(ref c), new CNode(c.Endpoint()), 1, Full));
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void DepthZero(ref Context c) =>
        Check.Equal(Error.RangeError, Control.MakePool(Memory(ref c), c.Node, c.Slot(), 0));

    /// <summary>The initial pool is one of them.</summary>
    private static void AllPools(ref Context c)
    {
        for (var i = 1; i < PoolsInAll; i++)
        {
            Check.Success(Make(ref c, Memory(ref c).Slot, out var pool));
            Check.Success(pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
        }

        Check.Equal(Error.DeleteFirst, Make(ref c, Memory(ref c).Slot, out _));
    }

    private static void MemoryIsUsedUp(ref Context c)
    {
        var memory = Memory(ref c);
        Check.Success(Make(ref c, memory.Slot, out _));
        Check.Equal(Error.NotEnoughMemory, RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Equal(Error.RevokeFirst, Make(ref c, memory.Slot, out _));
    }

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, Memory(ref c).Slot);
        c.Buffer.SetCap(1, c.Node.Slot);
        c.Buffer.SetWord(0, c.Slot());
        c.Buffer.SetWord(1, Full);
    }

    private static void MakePoolTooShort(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, MakePool, 1, 2));
    }

    private static void MakePoolCapMissing(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, MakePool, 2, 1));
    }

    private static void ControlUnknownLabel(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(Control.Slot, Assign, 2, 2));
    }

    private static void LetsMemoryBeMapped(ref Context c)
    {
        var space = new Pml4(c.Create(ObjectType.Pml4));
        Check.Equal(
            Error.InvalidCapability,
            new PageDirectoryPointerTable(c.Create(ObjectType.PageDirectoryPointerTable)).Map(space, 0, VmAttributes.Default));
        Check.Success(InitialPool.Assign(space));
        c.MappedFrame(space, 0x1000);
    }

    private static void Twice(ref Context c)
    {
        var space = c.Space();
        Check.Equal(Error.InvalidCapability, InitialPool.Assign(space));
        Check.Detail(0, 1);
    }

    private static void OfSomethingElse(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, InitialPool.Assign(new Pml4(c.Create(ObjectType.PageTable))));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidCapability, InitialPool.Assign(new Pml4(c.Slot())));
    }

    private static void FullPool(ref Context c)
    {
        Check.Success(Make(ref c, Memory(ref c).Slot, out var pool));
        for (var i = 0; i < PoolEntries; i++)
        {
            Check.Success(pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
        }

        Check.Equal(Error.DeleteFirst, pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
    }

    private static void IdentifierComesBack(ref Context c)
    {
        Check.Success(Make(ref c, Memory(ref c).Slot, out var pool));
        var first = c.Create(ObjectType.Pml4);
        Check.Success(pool.Assign(new Pml4(first)));
        for (var i = 1; i < PoolEntries; i++)
        {
            Check.Success(pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
        }

        c.Delete(first);
        Check.Success(pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
    }

    private static void AssignNoCap(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(InitialPool.Slot, Assign));

    private static void PoolUnknownLabel(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(InitialPool.Slot, MakePool, 2, 2));
    }

    private static void PoolMadeAgain(ref Context c)
    {
        var memory = Memory(ref c);
        for (var i = 0; i < PoolsInAll * 2; i++)
        {
            Check.Success(Make(ref c, memory.Slot, out var pool));
            Check.Success(pool.Assign(new Pml4(c.Create(ObjectType.Pml4))));
            c.Revoke(memory.Slot);
        }
    }
}
