// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>Finds every slot of a kernel that holds a capability, from some first containers on: through the capabilities that name
/// containers, and through the links of the derivation lists.</summary>
internal sealed unsafe class SlotWalk(byte* memory, ulong bytes)
{
    private readonly List<Container> containers = [];
    private readonly Marks known = new(memory, bytes);
    private readonly Marks homes = new(memory, bytes);
    private readonly Marks rows = new(memory, bytes);
    private readonly Stack<ulong> pending = new();

    /// <summary>Addresses of the slots found, in no particular order.</summary>
    public List<ulong> Slots { get; } = [];

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        containers.Clear();
        known.Clear();
        homes.Clear();
        rows.Clear();
        pending.Clear();
        Slots.Clear();
    }

    /// <summary>Adds a row of slots that exists without a capability.</summary>
    public void AddRow(ulong name, Slot* first, ulong count)
    {
        if (!rows.Add((ulong)first))
        {
            return;
        }

        containers.Add(new Container(name, first, count));
        for (ulong i = 0; i < count; i++)
        {
            if (!Slot.IsEmpty(first + i))
            {
                homes.Add((ulong)(first + i), containers.Count - 1);
                Add(first + i);
            }
        }
    }

    /// <summary>Adds the slots of a thread.</summary>
    public void AddThread(Tcb* thread) => AddRow(NameOf(thread), &thread->CSpaceRoot, ZombieCapability.ThreadSlotCount);

    /// <summary>Adds the kernel's own slots.</summary>
    public void AddKernel(KernelState* kernel) => AddRow(0, kernel->InterruptSlots, X64Interrupts.Count);

    /// <summary>Follows everything found until there is nothing new.</summary>
    public void Run()
    {
        while (pending.TryPop(out ulong address))
        {
            var slot = (Slot*)address;
            Slots.Add(address);
            Add(Slot.Previous(slot));
            Add(Slot.Next(slot));
            Capability capability = Slot.Load(slot);
            if (capability.TryAsCNode(out CNodeCapability node))
            {
                AddRow(NameOf((void*)node.ObjectAddress), (Slot*)node.ObjectAddress, 1UL << node.Radix);
            }
            else if (capability.TryAsThread(out ThreadCapability thread))
            {
                AddThread((Tcb*)thread.ObjectAddress);
            }
            else if (capability.TryAsZombie(out ZombieCapability zombie))
            {
                ulong count = zombie.IsThread ? ZombieCapability.ThreadSlotCount : 1UL << zombie.Radix;
                AddRow(NameOf((void*)zombie.ObjectAddress), zombie.Slots, count);
            }
        }
    }

    /// <summary>Name of a slot.</summary>
    public SlotName Name(Slot* slot)
    {
        int home = homes.NumberOf((ulong)slot);
        if (home < 0 || ((ulong)slot - (ulong)containers[home].First) % (ulong)sizeof(Slot) != 0)
        {
            throw new BrokenKernelException($"a derivation list leads to {(ulong)slot:x}, which is no slot in use");
        }

        return new SlotName(containers[home].Name, (ulong)(slot - containers[home].First));
    }

    /// <summary>Physical address, zero for null.</summary>
    public ulong NameOf(void* address) => address == null ? 0 : (ulong)((byte*)address - memory);

    private void Add(Slot* slot)
    {
        if (slot == null || !known.Add((ulong)slot))
        {
            return;
        }

        if ((ulong)((byte*)slot - memory) >= bytes)
        {
            throw new BrokenKernelException($"a derivation list leads to {(ulong)slot:x}, which is no memory");
        }

        if (!Slot.IsEmpty(slot))
        {
            pending.Push((ulong)slot);
        }
    }
}
