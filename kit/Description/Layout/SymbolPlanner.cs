// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Text;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>Values of a program's variables: those the description asks for, and those libmicrokit expects.</summary>
internal static class SymbolPlanner
{
    private const uint WordBytes = 8;

    /// <summary>Lays them out.</summary>
    public static void Plan(DomainObjects objects, SpacePlanner space, SystemDescription system, LayoutTables tables)
    {
        if (objects.IsMicrokit)
        {
            PlanMicrokit(objects, space, system);
        }

        foreach (SymbolValue value in objects.Domain.SymbolValues)
        {
            if (objects.Program.Find(value.Symbol) is { } variable)
            {
                space.Patch(variable.Value, WordBytes, value.Value);
            }
        }
    }

    private static void PlanMicrokit(DomainObjects objects, SpacePlanner space, SystemDescription system)
    {
        ProtectionDomain domain = objects.Domain;
        byte[] name = new byte[DescriptionLimits.MicrokitNameBytes];
        Encoding.UTF8.GetBytes(domain.Name, name);
        ulong nameAddress = objects.Program.Find(ProgramSymbols.Name)!.Value;
        for (int offset = 0; offset < name.Length; offset += (int)WordBytes)
        {
            space.Patch(nameAddress + (ulong)offset, WordBytes, BinaryPrimitives.ReadUInt64LittleEndian(name.AsSpan(offset)));
        }

        IReadOnlyList<ChannelEnd> ends = [.. system.Channels.SelectMany(channel => channel.Ends).Where(end => end.Domain == domain)];
        space.Patch(objects.Program.Find(ProgramSymbols.Passive)!.Value, 1, domain.IsPassive ? 1ul : 0);
        Word(ProgramSymbols.Interrupts, Bits(domain.Interrupts.Select(interrupt => interrupt.Id.Value)));
        Word(ProgramSymbols.Notifications, Bits(ends.Where(end => end.CanNotify).Select(end => end.Id.Value)));
        Word(ProgramSymbols.Calls, Bits(ends.Where(end => end.CanCall).Select(end => end.Id.Value)));
        Word(ProgramSymbols.Ports, Bits(domain.Ports.Select(ports => ports.Id.Value)));

        void Word(string symbol, ulong value)
        {
            if (objects.Program.Find(symbol) is { } found)
            {
                space.Patch(found.Value, WordBytes, value);
            }
        }
    }

    private static ulong Bits(IEnumerable<uint> ids) => ids.Aggregate(0ul, (bits, id) => bits | (1ul << (int)id));
}
