// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>A booted system, its memory and its debugger connection.</summary>
internal sealed class Machine : IDisposable
{
    private const int Megabytes = 320;
    private const double SecondsToBoot = 60;

    private Machine(Workload workload)
    {
        Workload = workload;
        Guest = Guest.Start(new GuestOptions
        {
            Machine = Memory.In(QemuMachine.Benchmark),
            Kernel = Places.System(workload.System, "kernel.elf32"),
            Module = Places.System(workload.System, $"{workload.System}.image.elf"),
            WaitsForDebugger = true,
            Limit = TimeSpan.FromMinutes(10),
            ExtraArguments = [.. Memory.Arguments, .. workload.Devices],
        });
        Debugger = new Debugger(Guest.DebuggerSocket);
    }

    /// <summary>The virtual machine.</summary>
    public Guest Guest { get; }

    /// <summary>The connection that stops it.</summary>
    public Debugger Debugger { get; }

    /// <summary>Its memory.</summary>
    public GuestMemory Memory { get; } = new(Megabytes);

    /// <summary>What it does.</summary>
    public Workload Workload { get; }

    /// <summary>How far it is.</summary>
    public Progress Progress => Workload.Read(Memory);

    /// <summary>Boots until something is moved, and finds the victims.</summary>
    public static Machine Boot(Workload workload, IReadOnlyList<Victim> victims)
    {
        var machine = new Machine(workload);
        machine.Debugger.Continue();
        machine.Guest.Expect(workload.ReadyText, SecondsToBoot);
        workload.Begin();
        if (!SpinWait.SpinUntil(() => machine.Progress.Pieces > 1, TimeSpan.FromSeconds(SecondsToBoot)))
        {
            throw new GuestException("nothing is moved");
        }

        machine.Debugger.Stop();
        var roots = PageTables.FindRoots(machine.Memory, machine.Debugger.Register(Registers.PageTable) & ~0xffful);
        foreach (var victim in victims)
        {
            victim.Root = roots.SingleOrDefault(root => victim.Owns(machine.Memory, root));
            if (victim.Root == 0)
            {
                throw new GuestException($"the address space of {victim.Name} is not found");
            }
        }

        machine.Debugger.Continue();
        return machine;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Debugger.Dispose();
        Guest.Dispose();
        Memory.Dispose();
    }
}
