// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>What a component has.</summary>
internal static class CapabilityList
{
    private const int SlotEnd = 6;
    private const int CountShift = 16;
    private const uint LowHalf = 0xffff;

    private static unsafe SystemDomain* domain;
    private static uint next;

    /// <summary>Writes it.</summary>
    public static async Activity Write()
    {
        Begin();
        for (next = 0; next < CapabilityCount && !Input.IsInterrupted; next++)
        {
            WriteCapability();
            while (Terminal.IsFull)
            {
                await Terminal.Room;
            }
        }

        for (next = 0; next < MapCount && !Input.IsInterrupted; next++)
        {
            WriteMap();
            while (Terminal.IsFull)
            {
                await Terminal.Room;
            }
        }
    }

    private static unsafe uint CapabilityCount => domain->CapabilityCount;

    private static unsafe uint MapCount => domain->MapCount;

    private static unsafe void Begin()
    {
        domain = SystemView.Domain(Interpreter.Component);
        Terminal.WriteLine("  slot  capability"u8);
    }

    private static unsafe void WriteCapability()
    {
        var capability = SystemView.Capability(domain->FirstCapability + next);
        var text = new TextBuilder(Row.Buffer);
        Row.Right(ref text, capability->Slot, SlotEnd);
        text.Append(capability->IsShared != 0 ? "* "u8 : "  "u8);
        text.Append(KindName(capability->Kind));
        switch (capability->Kind)
        {
            case ObjectKind.Ports:
                text.Append(" from "u8);
                text.AppendHexadecimal(capability->Detail & LowHalf);
                text.Append(", "u8);
                text.AppendDecimal(capability->Detail >> CountShift);
                break;
            case ObjectKind.Interrupt:
                text.Append(", vector "u8);
                text.AppendDecimal(capability->Detail);
                break;
            default:
                text.Append(" of "u8);
                text.Append(SystemView.NameAt(capability->Owner));
                text.Append(": "u8);
                text.Append(Use(capability->Kind, capability->Rights));
                break;
        }

        if (capability->Badge != 0)
        {
            text.Append(", badge "u8);
            text.AppendHexadecimal(capability->Badge);
        }

        Terminal.WriteLine(text.Written);
    }

    private static unsafe void WriteMap()
    {
        var map = SystemView.Map(domain->FirstMap + next);
        var region = SystemView.Region(map->Region);
        var text = new TextBuilder(Row.Buffer);
        text.Append("        memory region "u8);
        text.Append(SystemView.NameAt(region->Name));
        text.Append(", "u8);
        text.AppendDecimal((long)(region->Bytes / MemoryList.Kibibyte));
        text.Append(" KiB at "u8);
        text.AppendHexadecimal(map->Address);
        text.Append(": "u8);
        MemoryList.AppendLetters(ref text, map->Permissions);
        Terminal.WriteLine(text.Written);
    }

    private static ReadOnlySpan<byte> KindName(ObjectKind kind) => kind switch
    {
        ObjectKind.Thread => "thread"u8,
        ObjectKind.Endpoint => "endpoint"u8,
        ObjectKind.Notification => "notification"u8,
        ObjectKind.SchedContext => "scheduling context"u8,
        ObjectKind.Reply => "reply object"u8,
        ObjectKind.VSpace => "address space"u8,
        ObjectKind.Interrupt => "interrupt"u8,
        ObjectKind.Ports => "I/O ports"u8,
        _ => "object"u8,
    };

    private static ReadOnlySpan<byte> Use(ObjectKind kind, uint rights) => rights switch
    {
        Rights.Write => kind == ObjectKind.Notification ? "signal"u8 : "send"u8,
        Rights.Read => "wait"u8,
        Rights.Call => "call"u8,
        Rights.All => "all"u8,
        _ => "some"u8,
    };
}
