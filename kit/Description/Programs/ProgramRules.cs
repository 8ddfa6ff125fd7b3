// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Checking;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Elf;

namespace Caprock.Kit.Description.Programs;

/// <summary>Holds a description to the rules that depend on its programs.</summary>
internal static class ProgramRules
{
    private const ulong VariableBytes = 8;

    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, IReadOnlyList<Program?> programs, DiagnosticList diagnostics)
    {
        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            if (programs[domain.Index] is not Program program)
            {
                continue;
            }

            CheckSymbols(domain, program, diagnostics);
            CheckSpace(domain, program, diagnostics);
            if (program.Kind == ProgramKind.Microkit)
            {
                CheckMicrokit(domain, program, diagnostics);
            }
        }

        ChannelNumberRules.Check(system, programs, diagnostics);
        InterfaceRules.Check(system, programs, diagnostics);
    }

    private static void CheckSymbols(ProtectionDomain domain, Program program, DiagnosticList diagnostics)
    {
        foreach (SymbolValue value in domain.SymbolValues)
        {
            if (program.Find(value.Symbol) is not ElfSymbol symbol)
            {
                if (value.IsNameFor(program.Kind))
                {
                    continue;
                }

                IEnumerable<string> variables = program.Symbols.Symbols
                    .Where(known => known.IsDefined && known.Type == ElfSymbolType.Object).Select(known => known.Name);
                diagnostics.Error(
                    value.Position,
                    $"the program of '{domain.Name}' has no variable {Texts.Quote(value.Symbol)}",
                    Suggestion.Or(value.Symbol, variables, $"define it in {Texts.Quote(program.Path)} as a 64-bit variable"));
            }
            else if (symbol.Size != VariableBytes)
            {
                diagnostics.Error(
                    value.Position,
                    $"the variable {Texts.Quote(value.Symbol)} of '{domain.Name}' has {symbol.Size} bytes",
                    "it gets a 64-bit value, so it needs 8");
            }
            else if (!program.Contains(symbol.Value, VariableBytes))
            {
                diagnostics.Error(
                    value.Position,
                    $"the variable {Texts.Quote(value.Symbol)} of '{domain.Name}' lies outside the program",
                    "name the file that the program was stripped from as 'path_for_symbols'");
            }
        }
    }

    /// <summary>The program's own memory stays apart from what is mapped.</summary>
    private static void CheckSpace(ProtectionDomain domain, Program program, DiagnosticList diagnostics)
    {
        List<(string What, ulong Start, ulong Size)> taken =
            [.. program.Segments.Select(segment => ("the program", segment.VirtualAddress, segment.MemorySize))];
        if (program.Kind == ProgramKind.Component)
        {
            const ulong ConfigurationBytes = SpaceLayout.ConfigurationEnd - SpaceLayout.ConfigurationAddress;
            taken.Add(("the component's configuration", SpaceLayout.ConfigurationAddress, ConfigurationBytes));
            const ulong LivesBytes = SpaceLayout.LivesEnd - SpaceLayout.LivesAddress;
            taken.Add(("what the component reads about its peers", SpaceLayout.LivesAddress, LivesBytes));
            const ulong SystemBytes = SpaceLayout.SystemEnd - SpaceLayout.SystemAddress;
            taken.Add(("what the component reads about the system", SpaceLayout.SystemAddress, SystemBytes));
            taken.Add(("the monitor's lines", SpaceLayout.LogAddress, SpaceLayout.LogBytes));
            taken.Add(("the component's arena", SpaceLayout.ArenaAddress, DescriptionLimits.LargestArenaBytes));
        }
        else if (program.Find(ProgramSymbols.IpcBuffer) is ElfSymbol buffer)
        {
            taken.Add(("the IPC buffer", buffer.Value, DescriptionLimits.SmallPageBytes));
        }

        if (program.Kind == ProgramKind.Microkit && domain.ArenaBytes > 0)
        {
            diagnostics.Error(
                domain.Position,
                $"'{domain.Name}' is built against libmicrokit, which has no use for an arena",
                "remove 'arena_size'");
        }

        foreach (RegionMap map in domain.Maps.Where(map => map.Region is not null && map.Address < SpaceLayout.StackTop))
        {
            foreach ((string what, ulong start, ulong size) in taken)
            {
                ulong page = Arithmetic.RoundDown(start, DescriptionLimits.SmallPageBytes);
                ulong end = Arithmetic.RoundUp(start + size, DescriptionLimits.SmallPageBytes);
                if (Arithmetic.Overlaps(map.Address, Math.Min(map.Region!.SizeBytes, SpaceLayout.StackTop), page, end - page))
                {
                    diagnostics.Error(
                        map.AddressPosition,
                        $"the map of '{map.Region.Name}' overlaps {what}, {Texts.Hex(page)} to {Texts.Hex(end)}",
                        $"{Texts.Hex(Arithmetic.RoundUp(end, map.Region.PageBytes))} is behind it");
                    break;
                }
            }
        }
    }

    private static void CheckMicrokit(ProtectionDomain domain, Program program, DiagnosticList diagnostics)
    {
        int nameBytes = System.Text.Encoding.UTF8.GetByteCount(domain.Name);
        if (nameBytes >= DescriptionLimits.MicrokitNameBytes)
        {
            diagnostics.Error(
                domain.Position,
                $"the name of '{domain.Name}' has {nameBytes} bytes",
                $"libmicrokit keeps {DescriptionLimits.MicrokitNameBytes - 1} and a zero");
        }

        if (domain.Restart is { HeartbeatMicroseconds: not 0 } rule)
        {
            diagnostics.Error(
                rule.Position,
                $"'{domain.Name}' is built against libmicrokit, which does not answer the monitor",
                "remove 'heartbeat'");
        }

        if (domain.MonitorLog is Identifier log)
        {
            diagnostics.Error(
                log.Position,
                $"'{domain.Name}' is built against libmicrokit, which cannot read the monitor's lines",
                "remove <monitor_log>, or give it to a component built with the kit's library");
        }

        if (domain.MonitorControl is ControlRule control)
        {
            diagnostics.Error(
                control.Position,
                $"'{domain.Name}' is built against libmicrokit, which cannot ask the monitor",
                "remove <monitor_control>, or give it to a component built with the kit's library");
        }

        if (domain.Ports.Count > 0 && program.Find(ProgramSymbols.Ports) is null)
        {
            diagnostics.Error(
                domain.Image.Path.Position,
                $"{Texts.Quote(program.Path)} is built against a libmicrokit that knows no I/O ports",
                "use libmicrokit 2.1 or later");
        }

        if (program.Find(ProgramSymbols.IpcBuffer) is ElfSymbol buffer && !IsPageFor(buffer, domain, program))
        {
            diagnostics.Error(
                domain.Image.Path.Position,
                $"the IPC buffer of {Texts.Quote(program.Path)}, '{ProgramSymbols.IpcBuffer}', is not a page of its own",
                "link it with the linker script of its libmicrokit");
        }

        foreach ((string name, ulong bytes) in ProgramSymbols.OfMicrokit)
        {
            ElfSymbol? symbol = program.Find(name);
            bool isUsable = symbol is null ? name == ProgramSymbols.Ports : symbol.Size >= bytes && program.Contains(symbol.Value, bytes);
            if (!isUsable)
            {
                diagnostics.Error(
                    domain.Image.Path.Position,
                    $"{Texts.Quote(program.Path)} has no usable variable '{name}'",
                    "link it against libmicrokit 2.0 or later");
            }
        }
    }

    /// <summary>Whether an IPC buffer has a page to itself: one of the program, or one behind it.</summary>
    private static bool IsPageFor(ElfSymbol buffer, ProtectionDomain domain, Program program)
    {
        const ulong Page = DescriptionLimits.SmallPageBytes;
        bool isBehind = buffer.Value < SpaceLayout.StackTop - domain.StackBytes
            && !program.Segments.Any(segment => Arithmetic.Overlaps(buffer.Value, Page, segment.VirtualAddress, segment.MemorySize));
        return buffer.Value % Page == 0 && (isBehind || program.Contains(buffer.Value, Page));
    }
}
