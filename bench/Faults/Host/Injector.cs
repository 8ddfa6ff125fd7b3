// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>Spoils memory or registers of a victim, as a seed says.</summary>
internal sealed class Injector(Machine machine, Random random)
{
    private const int MostStops = 400;
    private const int MostSteps = 40;
    private const int MillisecondsForStop = 200;
    private const int FlagBits = 12;
    private const uint UserLevel = 3;
    private const int QueueHeaderBytes = 72;

    private ulong codePlace;
    private byte codeByte;

    /// <summary>Injects; the guest runs before and after. False when the victim was not found running.</summary>
    public bool TryInject(Victim victim, Kind kind)
    {
        codePlace = 0;
        if (kind == Kind.Registers)
        {
            return TryInjectRegister(victim);
        }

        machine.Debugger.Stop();
        var spans = kind switch
        {
            Kind.Code => victim.Code,
            Kind.Data => victim.Data,
            Kind.Queues => victim.Queues,
            _ => victim.Rings,
        };
        var span = spans[random.Next(spans.Count)];
        var offset = (ulong)random.NextInt64((long)span.Bytes);
        if (kind == Kind.Queues && random.Next(4) == 0)
        {
            // A quarter goes into the indices of one of the two queues.
            offset = ((ulong)random.Next(2) * (span.Bytes / 2)) + (ulong)random.Next(QueueHeaderBytes);
        }

        var isThere = PageTables.TryTranslate(machine.Memory, victim.Root, span.Start + offset, out var place);
        if (isThere)
        {
            var before = machine.Memory.Read<byte>(place);
            var after = random.Next(2) == 0 ? (byte)(before ^ (1 << random.Next(8))) : (byte)random.Next(256);
            machine.Debugger.WritePhysical(place, after);
            codePlace = kind == Kind.Code ? place : 0;
            codeByte = before;
        }

        machine.Debugger.Continue();
        return isThere;
    }

    /// <summary>Puts an instruction back that nobody executed, or that did no harm, so that it is not found later.</summary>
    public void Undo()
    {
        if (codePlace != 0)
        {
            machine.Debugger.Stop();
            machine.Debugger.WritePhysical(codePlace, codeByte);
            machine.Debugger.Continue();
        }
    }

    /// <summary>Stops where the victim comes back from the kernel, goes on a few instructions, and changes a register.</summary>
    private bool TryInjectRegister(Victim victim)
    {
        var debugger = machine.Debugger;
        debugger.Stop();
        debugger.SetBreakpoint(victim.BackFromKernel);
        var isFound = false;
        for (var i = 0; i < MostStops && !isFound; i++)
        {
            // Off the breakpoint at which it stands.
            debugger.Step();
            debugger.Continue();
            isFound = debugger.WaitForStop(MillisecondsForStop) && Runs(victim);
        }

        debugger.ClearBreakpoint(victim.BackFromKernel);
        for (var steps = random.Next(MostSteps); isFound && steps > 0 && Runs(victim); steps--)
        {
            debugger.Step();
        }

        isFound = isFound && Runs(victim);
        if (isFound)
        {
            Change(random.Next(Registers.General + 2));
        }

        debugger.Continue();
        return isFound;
    }

    private bool Runs(Victim victim) => (machine.Debugger.Register(Registers.PageTable) & ~0xffful) == victim.Root
        && (machine.Debugger.Register(Registers.CodeSegment) & UserLevel) == UserLevel;

    private void Change(int register)
    {
        var value = machine.Debugger.Register(register);
        if (register == Registers.Flags)
        {
            // Carry, parity, adjust, zero, sign, direction, overflow: what a program changes itself.
            int[] bits = [0, 2, 4, 6, 7, 10, FlagBits - 1];
            machine.Debugger.SetRegister(register, value ^ (1ul << bits[random.Next(bits.Length)]), sizeof(uint));
            return;
        }

        // The instruction pointer stays among user addresses: others cannot be loaded by a return to user mode.
        var width = register == Registers.Instruction ? 47 : 64;
        var changed = random.Next(2) == 0 ? value ^ (1ul << random.Next(width)) : (ulong)random.NextInt64() & ((1ul << (width - 1)) - 1);
        machine.Debugger.SetRegister(register, changed, sizeof(ulong));
    }
}
