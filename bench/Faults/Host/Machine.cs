// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>A booted system, its memory and its debugger connection.</summary>
internal sealed class Machine : IDisposable
{
    private const int Megabytes = 320;
    private const double SecondsToBoot = 60;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-faults-");

    private Machine(Workload workload)
    {
        Workload = workload;
        var ram = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : folder.FullName, $"{folder.Name}.ram");
        RamFile = ram;
        Guest = Guest.Start(new GuestOptions
        {
            Machine = QemuMachine.Benchmark with { Board = "pc,memory-backend=ram0", MemoryMegabytes = Megabytes },
            Kernel = Places.System(workload.System, "kernel.elf32"),
            Module = Places.System(workload.System, $"{workload.System}.image.elf"),
            WaitsForDebugger = true,
            Limit = TimeSpan.FromMinutes(10),
            ExtraArguments =
            [
                "-object", $"memory-backend-file,id=ram0,size={Megabytes}M,mem-path={ram},share=on",
                .. workload.Devices,
            ],
        });
        Debugger = new Debugger(Guest.DebuggerSocket);
        Memory = new GuestMemory(ram);
    }

    /// <summary>The virtual machine.</summary>
    public Guest Guest { get; }

    /// <summary>The connection that stops it.</summary>
    public Debugger Debugger { get; }

    /// <summary>Its memory.</summary>
    public GuestMemory Memory { get; }

    /// <summary>What it does.</summary>
    public Workload Workload { get; }

    /// <summary>How far it is.</summary>
    public Progress Progress => Workload.Read(Memory);

    private string RamFile { get; }

    /// <summary>Boots until something is moved, and finds the victims.</summary>
    public static Machine Boot(Workload workload, IReadOnlyList<Victim> victims)
    {
        var machine = new Machine(workload);
        machine.Debugger.Continue();
        machine.Guest.Expect(workload.ReadyText, SecondsToBoot);
        workload.Begin();
        if (!SpinWait.SpinUntil(() => machine.Progress.Pieces > 1, TimeSpan.FromSeconds(SecondsToBoot)))
        {
            throw new BenchException("nothing is moved");
        }

        machine.Debugger.Stop();
        var roots = machine.Memory.FindRoots(machine.Debugger.Register(Registers.PageTable) & ~0xffful);
        foreach (var victim in victims)
        {
            victim.Root = roots.SingleOrDefault(root => victim.Owns(machine.Memory, root));
            if (victim.Root == 0)
            {
                throw new BenchException($"the address space of {victim.Name} is not found");
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
        File.Delete(RamFile);
        folder.Delete(recursive: true);
    }
}
