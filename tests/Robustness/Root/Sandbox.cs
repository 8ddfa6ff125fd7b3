// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Loading;
using Caprock.User.Memory;

namespace Caprock.Tests.Robustness;

/// <summary>The attackers and all that they may use: made for each round from one piece of memory, which is taken back after it.</summary>
internal static class Sandbox
{
    private const byte MostPriority = 100;
    private const byte FirstPriority = 50;
    private const ulong SliceMicroseconds = 5_000;
    private const ulong FirstVector = 80;
    private const ulong FirstPin = 16;
    private const int CNodeRadix = 4;
    private const int UntypedBits = 13;

    private static Components attackers;
    private static ObjectPool pool;
    private static ulong firstFault;

    /// <summary>Makes the attackers and fills their CNodes.</summary>
    public static void Build()
    {
        pool = new ObjectPool(Home.Sandbox, new SlotRange(Home.SandboxFirstSlot, Home.SandboxFirstSlot + Home.SandboxSlots));
        for (var i = 0; i < Layout.Attackers; i++)
        {
            attackers[i] = Attacker((ulong)i);
        }

        for (var kind = Kind.Untyped; kind < Kind.Count; kind++)
        {
            for (ulong i = 0; i < Layout.SlotsPerKind; i++)
            {
                Provide(kind, i);
            }
        }
    }

    /// <summary>Stops an attacker.</summary>
    public static void Stop(int number) => Require.Success(attackers[number].Thread.Suspend());

    /// <summary>Puts a stopped attacker in its first state, whatever has been done to it, and lets it begin again.</summary>
    public static void Restart(int number)
    {
        ref var attacker = ref attackers[number];
        var node = attackers[number & ~1].CNode;
        MayFail(attacker.SchedContext.Unbind());
        MayFail(Home.SchedControl.ConfigureFlags(
            attacker.SchedContext, SliceMicroseconds, SliceMicroseconds, 0, 0, SchedContextFlags.None));
        MayFail(attacker.Thread.Configure(
            node, Guard(Layout.CNodeBits), attacker.Space.Slot, 0, ComponentBuilder.StackTop, attacker.StartPage.Slot));
        MayFail(attacker.Thread.SetSchedParams(
            new Tcb((ulong)RootSlot.InitThreadTcb), MostPriority, FirstPriority + (ulong)number, attacker.SchedContext,
            new Endpoint(firstFault)));
        MayFail(attacker.Thread.SetFlags(TcbFlags.All, TcbFlags.None, out _));
        ComponentBuilder.Start(attacker);
    }

    /// <summary>Takes everything back; true when all of the memory is free again.</summary>
    public static bool Destroy()
    {
        Require.Success(RootCNode.Revoke(Home.RecordFrame.Slot));
        for (var slot = Home.SandboxFirstSlot; slot < Home.SandboxFirstSlot + Home.SandboxSlots; slot++)
        {
            Require.Success(RootCNode.Delete(slot));
        }

        Require.Success(RootCNode.Revoke(Home.Sandbox.Slot));
        var isFree = RootCNode.Retype(Home.Sandbox, ObjectType.Untyped, Home.SandboxBits, Home.SandboxFirstSlot) == Error.NoError;
        Require.Success(RootCNode.Revoke(Home.Sandbox.Slot));
        return isFree;
    }

    private static void MayFail(Error error)
    {
    }

    private static ulong Guard(int bits) => CNodeCapData.Create(0, (ulong)(Limits.WordBits - bits)).Word;

    private static Component Attacker(ulong number)
    {
        ComponentDescription description = default;
        description.Image = Images.Attacker;
        description.CNodeBits = Layout.CNodeBits;
        description.StackPages = 2;
        description.Priority = FirstPriority;
        description.BudgetMicroseconds = SliceMicroseconds;
        description.PeriodMicroseconds = SliceMicroseconds;
        description.Argument = number;
        var attacker = ComponentBuilder.Build(ref pool, description, Home.SchedControl);
        var record = new Page(pool.Take());
        Require.Success(RootCNode.Node.Copy(
            record.Slot, RootCNode.FullDepth, RootCNode.Node, Home.RecordFrame.Slot, RootCNode.FullDepth, CapRights.ReadWrite));
        new AddressSpace(attacker.Space, ref pool).Map(record, Layout.RecordAddress, CapRights.ReadWrite);
        return attacker;
    }

    /// <summary>Puts one object of a kind into every CNode.</summary>
    private static void Provide(Kind kind, ulong number)
    {
        var source = Source(kind, number, out var badge);
        if (source == 0)
        {
            return;
        }

        if (kind == Kind.Endpoint && number == 0)
        {
            firstFault = source;
        }

        var slot = ((ulong)kind * Layout.SlotsPerKind) + number;
        if (IsSingle(kind, number))
        {
            var chosen = attackers[(int)(number % (Layout.Attackers / 2)) * 2].CNode;
            Require.Success(chosen.Move(slot, Layout.CNodeBits, RootCNode.Node, source, RootCNode.FullDepth));
            return;
        }

        for (var i = 0; i < Layout.Attackers; i += 2)
        {
            Require.Success(RootCNode.Grant(source, attackers[i].CNode, Layout.CNodeBits, slot, CapRights.All, badge));
        }
    }

    /// <summary>Whether there can be one capability only: untyped memory that may be used, and what is not mapped.</summary>
    private static bool IsSingle(Kind kind, ulong number) =>
        kind is Kind.Untyped or Kind.PageTable or Kind.PageDirectory or Kind.PointerTable
        || (kind == Kind.Space && number >= Layout.Attackers);

    /// <summary>The capability that is given, zero when there is none with this number.</summary>
    private static ulong Source(Kind kind, ulong number, out ulong badge)
    {
        var isAttackers = number < Layout.Attackers;
        var index = isAttackers ? (int)number : 0;
        badge = 0;
        switch (kind)
        {
            case Kind.Endpoint:
                badge = number / 4;
                return pool.Create(ObjectType.Endpoint);
            case Kind.Notification:
                badge = number / 2;
                return pool.Create(ObjectType.Notification);
            case Kind.CNode:
                badge = Guard(isAttackers ? Layout.CNodeBits : CNodeRadix);
                return isAttackers ? attackers[index].CNode.Slot : pool.Create(ObjectType.CapTable, CNodeRadix);
            case Kind.Thread:
                return isAttackers ? attackers[index].Thread.Slot : pool.Create(ObjectType.Tcb);
            case Kind.SchedContext:
                return isAttackers
                    ? attackers[index].SchedContext.Slot
                    : pool.Create(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits + 1);
            case Kind.Space:
                return isAttackers ? attackers[index].Space.Slot : pool.Create(ObjectType.Pml4);
            case Kind.Untyped:
                return pool.Create(ObjectType.Untyped, UntypedBits);
            default:
                return SimpleSource(kind, number);
        }
    }

    private static ulong SimpleSource(Kind kind, ulong number)
    {
        switch (kind)
        {
            case Kind.Reply:
                return pool.Create(ObjectType.Reply);
            case Kind.Frame:
                return pool.Create(ObjectType.Page4K);
            case Kind.PageTable:
                return pool.Create(ObjectType.PageTable);
            case Kind.PageDirectory:
                return pool.Create(ObjectType.PageDirectory);
            case Kind.PointerTable:
                return pool.Create(ObjectType.PageDirectoryPointerTable);
            case Kind.SchedControl:
                return number == 0 ? Home.SchedControl.Slot : 0;
            case Kind.AsidControl:
                return number == 0 ? (ulong)RootSlot.AsidControl : 0;
            case Kind.AsidPool:
                return number == 0 ? Pool() : 0;
            case Kind.IrqHandler:
                return number < 4 ? Interrupt(number) : 0;
            case Kind.IoPort:
                return number == 0 ? Ports() : 0;
            default:
                return 0;
        }
    }

    private static ulong Pool()
    {
        var memory = new Untyped(pool.Create(ObjectType.Untyped, ObjectSizes.AsidPoolBits));
        var slot = pool.Take();
        Require.Success(new AsidControl((ulong)RootSlot.AsidControl).MakePool(memory, RootCNode.Node, slot, RootCNode.FullDepth));
        return slot;
    }

    private static ulong Interrupt(ulong number)
    {
        var slot = pool.Take();
        Require.Success(new IrqControl((ulong)RootSlot.IrqControl).GetIoApic(
            RootCNode.Node, slot, RootCNode.FullDepth, 0, FirstPin + number, number & 1, number >> 1, FirstVector + number));
        return slot;
    }

    private static ulong Ports()
    {
        var slot = pool.Take();
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            Layout.FirstPort, Layout.LastPort, RootCNode.Node, slot, RootCNode.FullDepth));
        return slot;
    }
}
