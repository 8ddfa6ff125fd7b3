// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Loading;

/// <summary>Builds a component out of an object pool: address space, capability space, thread and scheduling context of its own.</summary>
/// <remarks>The component is complete but for its capabilities when Build returns; Start lets it run.</remarks>
public static unsafe class ComponentBuilder
{
    /// <summary>Top of the stack; the page with IPC buffer and start block begins here.</summary>
    public const ulong StackTop = 0x7fff_0000_0000;

    private const ulong StartBlockOffset = 2048;

    private const int GuardSizeFieldBits = 6;

    /// <summary>Builds a component from its description.</summary>
    public static Component Build(ref ObjectPool pool, scoped in ComponentDescription description, SchedControl schedControl)
    {
        var image = new ElfImage(description.Image);
        Require.That(image.IsValid);
        Component component;
        component.Entry = image.Entry;
        var root = new Pml4(pool.Create(ObjectType.Pml4));
        Require.Success(new AsidPool((ulong)RootSlot.InitThreadAsidPool).Assign(root));
        var space = new AddressSpace(root, ref pool);
        LoadSegments(ref pool, space, image);
        MapStack(ref pool, space, description.StackPages);
        component.Space = root;
        component.StartPage = MapStartPage(ref pool, space, description.Argument);
        component.CNode = new CNode(pool.Create(ObjectType.CapTable, description.CNodeBits));
        component.Thread = new Tcb(pool.Create(ObjectType.Tcb));
        component.SchedContext = new SchedContext(
            pool.Create(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits));
        Configure(component, description, schedControl);
        return component;
    }

    /// <summary>Lets a component begin.</summary>
    public static void Start(in Component component)
    {
        var registers = default(UserContext);
        registers.Rip = component.Entry;
        registers.Rsp = StackTop;
        registers.Rflags = 0x202;
        registers.Rdi = StackTop + StartBlockOffset;
        Require.Success(component.Thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
    }

    private static void Configure(in Component component, scoped in ComponentDescription description, SchedControl schedControl)
    {
        var guard = (ulong)(Limits.WordBits - description.CNodeBits) & ((1 << GuardSizeFieldBits) - 1);
        Require.Success(component.Thread.Configure(
            component.CNode, guard, component.Space.Slot, 0, StackTop, component.StartPage.Slot));
        Require.Success(schedControl.ConfigureFlags(
            component.SchedContext, description.BudgetMicroseconds, description.PeriodMicroseconds, 0, 0, SchedContextFlags.None));
        Require.Success(component.Thread.SetSchedParams(
            new Tcb((ulong)RootSlot.InitThreadTcb), 0, description.Priority, component.SchedContext, description.FaultEndpoint));
    }

    private static void LoadSegments(ref ObjectPool pool, AddressSpace space, ElfImage image)
    {
        for (var i = 0; i < image.SegmentCount; i++)
        {
            if (!image.TryGetSegment(i, out var segment, out var contents))
            {
                continue;
            }

            var rights = segment.IsWritable ? CapRights.ReadWrite : CapRights.Read;
            var first = segment.Address & ~(ulong)(ScratchPage.PageBytes - 1);
            for (var page = first; page < segment.Address + segment.MemorySize; page += ScratchPage.PageBytes)
            {
                var frame = new Page(pool.Create(ObjectType.Page4K));
                Fill(frame, page, segment.Address, contents);
                space.Map(frame, page, rights);
            }
        }
    }

    /// <summary>Copies the part of a segment's contents that lies in one page.</summary>
    private static void Fill(Page frame, ulong page, ulong address, ReadOnlySpan<byte> contents)
    {
        var start = page < address ? address - page : 0;
        var skipped = page < address ? 0 : page - address;
        if (skipped >= (ulong)contents.Length)
        {
            return;
        }

        var rest = contents[(int)skipped..];
        var room = ScratchPage.PageBytes - (int)start;
        var part = rest.Length < room ? rest : rest[..room];
        part.CopyTo(ScratchPage.Open(frame)[(int)start..]);
        ScratchPage.Close(frame);
    }

    private static void MapStack(ref ObjectPool pool, AddressSpace space, int pages)
    {
        for (var i = 1; i <= pages; i++)
        {
            space.Map(new Page(pool.Create(ObjectType.Page4K)), StackTop - ((ulong)i * ScratchPage.PageBytes), CapRights.ReadWrite);
        }
    }

    private static Page MapStartPage(ref ObjectPool pool, AddressSpace space, ulong argument)
    {
        var frame = new Page(pool.Create(ObjectType.Page4K));
        fixed (byte* bytes = ScratchPage.Open(frame))
        {
            var block = (StartBlock*)(bytes + StartBlockOffset);
            block->IpcBufferAddress = StackTop;
            block->Argument = argument;
        }

        ScratchPage.Close(frame);
        space.Map(frame, StackTop, CapRights.ReadWrite);
        return frame;
    }
}
