// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Loading;
using Caprock.User.Memory;

namespace Caprock.Examples.Calculator;

/// <summary>The three components, the memory each is built from, and the objects through which they talk.</summary>
/// <remarks>Every component's objects come from a pool of its own: revoking the pool's untyped memory ends the component
/// and leaves nothing of it.</remarks>
internal unsafe ref struct CalculatorSystem
{
    private const int PoolBits = 20;
    private const ulong PoolCount = 4;
    private const ulong PoolSlots = 192;
    private const byte SerialPriority = 200;
    private const byte ServerPriority = 150;
    private const byte ClumsyPriority = 100;
    private const ulong SerialIoApicPin = 4;
    private const ulong SerialVector = 4;

    private static CapRights CallRights => CapRights.Create(canGrantReply: true, canGrant: false, canRead: false, canWrite: true);

    private readonly BootInfo* bootInfo;
    private readonly UntypedAllocator memory;
    private SlotRange slots;
    private ObjectPool shared;
    private ObjectPool clumsyPool;

    /// <summary>Takes over the machine's memory and the root task's slots.</summary>
    public CalculatorSystem(BootInfo* bootInfo)
    {
        this.bootInfo = bootInfo;
        memory = new UntypedAllocator(bootInfo);
        slots = new SlotRange(bootInfo->Empty.Start, bootInfo->Empty.End);
        shared = CreatePool();
        clumsyPool = CreatePool();
        ScratchPage.Initialise(ref shared);
        SupervisorEndpoint = shared.Create(ObjectType.Endpoint);
        Events = shared.Create(ObjectType.Notification);
        SupervisorReply = shared.Create(ObjectType.Reply);
        SerialEndpoint = shared.Create(ObjectType.Endpoint);
        CalculatorEndpoint = shared.Create(ObjectType.Endpoint);
        Console = Badge(SerialEndpoint, CallRights, Badges.RootRequest);
        ClumsyFaults = FaultsOf(2);
        Require.Success(new Tcb((ulong)RootSlot.InitThreadTcb).BindNotification(new Notification(Events)));
    }

    /// <summary>Where the root task hears of faults.</summary>
    public ulong SupervisorEndpoint { get; }

    /// <summary>Notification bound to the root task's thread.</summary>
    public ulong Events { get; }

    /// <summary>Reply object of a faulting thread.</summary>
    public ulong SupervisorReply { get; }

    /// <summary>Endpoint through which the root task prints.</summary>
    public ulong Console { get; }

    private ulong SerialEndpoint { get; }

    private ulong CalculatorEndpoint { get; }

    private ulong ClumsyFaults { get; }

    /// <summary>Whether the machine has memory for the pools of the components and of the root task.</summary>
    public static bool FitsIn(BootInfo* bootInfo)
    {
        ulong pools = 0;
        for (ulong i = 0; i < bootInfo->Untyped.End - bootInfo->Untyped.Start; i++)
        {
            var description = BootInfo.UntypedListAt(bootInfo, i);
            if (description->IsDevice == 0 && description->SizeBits >= PoolBits)
            {
                pools += 1ul << ((description->SizeBits - PoolBits) & 63);
            }
        }

        return pools >= PoolCount;
    }

    /// <summary>Builds and starts everything: the calculator first, because the driver calls it.</summary>
    public void StartAll()
    {
        StartCalculator();
        StartSerial();
        StartClumsy(0);
    }

    /// <summary>Destroys the clumsy component and builds it anew from its pristine program.</summary>
    public void RestartClumsy(ulong life)
    {
        clumsyPool.Reset();
        StartClumsy(life);
    }

    /// <summary>Switches the machine off.</summary>
    public void ShutDown()
    {
        var ports = slots.Take();
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            PowerPort.First, PowerPort.Last, RootCNode.Node, ports, RootCNode.FullDepth));
        PowerPort.SwitchOff(new IoPort(ports));
    }

    private void StartCalculator()
    {
        var pool = CreatePool();
        var description = Describe(Images.Server, ServerPriority, FaultsOf(0));
        var component = ComponentBuilder.Build(ref pool, description, new SchedControl(bootInfo->SchedControl.Start));
        Grant(component, CalculatorEndpoint, ComponentSlots.ServedEndpoint, CapRights.Read, 0);
        Grant(component, pool.Create(ObjectType.Reply), ComponentSlots.Reply, CapRights.All, 0);
        Grant(component, Events, ComponentSlots.Ready, CapRights.Write, Badges.Ready);
        ComponentBuilder.Start(component);
        Require.That(Kernel.Wait(Events) == Badges.Ready);
        Require.Success(component.SchedContext.Unbind());
    }

    private void StartSerial()
    {
        var pool = CreatePool();
        var description = Describe(Images.Serial, SerialPriority, FaultsOf(1));
        var component = ComponentBuilder.Build(ref pool, description, new SchedControl(bootInfo->SchedControl.Start));
        Grant(component, SerialEndpoint, ComponentSlots.ServedEndpoint, CapRights.Read, 0);
        Grant(component, pool.Create(ObjectType.Reply), ComponentSlots.Reply, CapRights.All, 0);
        Grant(component, CalculatorEndpoint, ComponentSlots.Calculator, CallRights, 0);
        Grant(component, Events, ComponentSlots.ShutdownRequest, CapRights.Write, Badges.Shutdown);
        GiveDevice(component, ref pool);
        ComponentBuilder.Start(component);
    }

    /// <summary>Ports and interrupt of COM1: the interrupt arrives as a badge of the notification bound to the driver's thread.</summary>
    private void GiveDevice(in Component component, ref ObjectPool pool)
    {
        var interrupt = slots.Take();
        var ports = slots.Take();
        Require.Success(new IrqControl((ulong)RootSlot.IrqControl).GetIoApic(
            RootCNode.Node, interrupt, RootCNode.FullDepth, 0, SerialIoApicPin, 0, 0, SerialVector));
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            SerialPort.First, SerialPort.Last, RootCNode.Node, ports, RootCNode.FullDepth));
        var arrival = new Notification(pool.Create(ObjectType.Notification));
        Require.Success(component.Thread.BindNotification(arrival));
        Require.Success(new IrqHandler(interrupt).SetNotification(
            new Notification(Badge(arrival.Slot, CapRights.Write, Badges.SerialInterrupt))));
        Grant(component, interrupt, ComponentSlots.SerialInterrupt, CapRights.All, 0);
        Grant(component, ports, ComponentSlots.SerialPorts, CapRights.All, 0);
    }

    private void StartClumsy(ulong life)
    {
        var description = Describe(Images.Clumsy, ClumsyPriority, ClumsyFaults);
        description.Argument = life;
        var component = ComponentBuilder.Build(ref clumsyPool, description, new SchedControl(bootInfo->SchedControl.Start));
        Grant(component, clumsyPool.Create(ObjectType.Notification), ComponentSlots.Ready, CapRights.All, 0);
        ComponentBuilder.Start(component);
    }

    private static ComponentDescription Describe(ReadOnlySpan<byte> image, byte priority, ulong faultEndpoint)
    {
        ComponentDescription description = default;
        description.Image = image;
        description.CNodeBits = ComponentSlots.CNodeBits;
        description.StackPages = 4;
        description.Priority = priority;
        description.BudgetMicroseconds = 5_000;
        description.PeriodMicroseconds = 5_000;
        description.FaultEndpoint = new Endpoint(faultEndpoint);
        return description;
    }

    /// <summary>The endpoint through which the root task hears of the faults of the component of this number.</summary>
    private ulong FaultsOf(ulong number) =>
        Badge(SupervisorEndpoint, CapRights.All, Badges.FirstComponent + number);

    private ObjectPool CreatePool()
    {
        var untyped = slots.Take();
        Require.Success(memory.TryCreate(ObjectType.Untyped, PoolBits, untyped));
        return new ObjectPool(new Untyped(untyped), slots.TakeRange(PoolSlots));
    }

    private ulong Badge(ulong source, CapRights rights, ulong badge)
    {
        var slot = slots.Take();
        Require.Success(RootCNode.Mint(source, slot, rights, badge));
        return slot;
    }

    private static void Grant(in Component component, ulong source, ulong slot, CapRights rights, ulong badge) =>
        Require.Success(RootCNode.Grant(source, component.CNode, ComponentSlots.CNodeBits, slot, rights, badge));
}
