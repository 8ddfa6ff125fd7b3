// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>Memory and who has it.</summary>
internal static class MemoryList
{
    /// <summary>The unit of the list.</summary>
    public const ulong Kibibyte = 1024;

    private const int ProgramEnd = 26;
    private const int StackEnd = 36;
    private const int ArenaEnd = 46;
    private const int AddressColumn = 28;
    private const int UsersColumn = 40;

    private static uint next;

    /// <summary>Writes it.</summary>
    public static async Activity Write()
    {
        WriteFigures();
        Terminal.WriteLine("component      program KiB     stack     arena"u8);
        for (next = 0; next < SystemView.DomainCount && !Input.IsInterrupted; next++)
        {
            WriteComponent();
            while (Terminal.IsFull)
            {
                await Terminal.Room;
            }
        }

        Terminal.WriteLine("memory region          KiB  physical    used by"u8);
        for (next = 0; next < RegionCount && !Input.IsInterrupted; next++)
        {
            WriteRegion();
            while (Terminal.IsFull)
            {
                await Terminal.Room;
            }
        }
    }

    /// <summary>Access in letters.</summary>
    public static void AppendLetters(ref TextBuilder text, uint permissions)
    {
        text.Append((permissions & 1) != 0 ? "r"u8 : ""u8);
        text.Append((permissions & 2) != 0 ? "w"u8 : ""u8);
        text.Append((permissions & 4) != 0 ? "x"u8 : ""u8);
    }

    private static unsafe uint RegionCount => SystemView.Header->Regions.Count;

    private static unsafe void WriteFigures()
    {
        var header = SystemView.Header;
        var text = new TextBuilder(Row.Buffer);
        text.AppendDecimal((long)(header->MemoryBytes / Kibibyte));
        text.Append(" KiB of memory, "u8);
        text.AppendDecimal((long)(header->FreeBytes / Kibibyte));
        text.Append(" of it free: nobody has a capability to these"u8);
        Terminal.WriteLine(text.Written);
    }

    private static unsafe void WriteComponent()
    {
        var domain = SystemView.Domain(next);
        var text = new TextBuilder(Row.Buffer);
        text.Append(SystemView.NameAt(domain->Name));
        Row.Right(ref text, domain->ProgramBytes / Kibibyte, ProgramEnd);
        Row.Right(ref text, domain->StackBytes / Kibibyte, StackEnd);
        Row.Right(ref text, domain->ArenaBytes / Kibibyte, ArenaEnd);
        Terminal.WriteLine(text.Written);
    }

    private static unsafe void WriteRegion()
    {
        var region = SystemView.Region(next);
        var text = new TextBuilder(Row.Buffer);
        text.Append(SystemView.NameAt(region->Name));
        Row.Right(ref text, region->Bytes / Kibibyte, ProgramEnd);
        Row.To(ref text, AddressColumn);
        if (region->PhysicalAddress == LayoutHeader.NoAddress)
        {
            text.Append("anywhere"u8);
        }
        else
        {
            text.AppendHexadecimal(region->PhysicalAddress);
        }

        Row.To(ref text, UsersColumn);
        AppendUsers(ref text);
        Terminal.WriteLine(text.Written);
    }

    private static unsafe void AppendUsers(ref TextBuilder text)
    {
        var isFirst = true;
        for (uint index = 0; index < SystemView.DomainCount; index++)
        {
            var domain = SystemView.Domain(index);
            for (uint i = 0; i < domain->MapCount; i++)
            {
                var map = SystemView.Map(domain->FirstMap + i);
                if (map->Region == next)
                {
                    text.Append(isFirst ? ""u8 : ", "u8);
                    text.Append(SystemView.NameAt(domain->Name));
                    text.Append((byte)' ');
                    AppendLetters(ref text, map->Permissions);
                    isFirst = false;
                }
            }
        }
    }
}
