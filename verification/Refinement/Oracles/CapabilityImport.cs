// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>Words as capabilities of the specification.</summary>
internal static class CapabilityImport
{
    /// <summary>Reads a capability.</summary>
    public static _ICap Read(ReadOnlySpan<ulong> words)
    {
        ulong a = words[1];
        ulong b = words[2];
        ulong c = words[3];
        ulong d = words[4];
        return (CapabilityTag)words[0] switch
        {
            CapabilityTag.Untyped => Cap.create_UntypedCap(a, b, c != 0, d),
            CapabilityTag.Endpoint => Cap.create_EndpointCap(a, b, (c & 1) != 0, (c & 2) != 0, (c & 4) != 0, (c & 8) != 0),
            CapabilityTag.Notification => Cap.create_NotificationCap(a, b, (c & 1) != 0, (c & 2) != 0),
            CapabilityTag.Reply => Cap.create_ReplyCap(a, b != 0),
            CapabilityTag.CNode => Cap.create_CNodeCap(a, b, c, d),
            CapabilityTag.Thread => Cap.create_ThreadCap(a),
            CapabilityTag.SchedContext => Cap.create_SchedContextCap(a, b),
            CapabilityTag.SchedControl => Cap.create_SchedControlCap(a),
            CapabilityTag.IrqControl => Cap.create_IrqControlCap(),
            CapabilityTag.IrqHandler => Cap.create_IrqHandlerCap(a),
            CapabilityTag.DomainSet => Cap.create_DomainSetCap(),
            CapabilityTag.Zombie => Cap.create_ZombieCap(a, b != 0, c, d),
            CapabilityTag.Frame => Cap.create_FrameCap(a, b & 0xff, (b & 0x100) != 0, AccessOf(b >> 9), Mapped(words)),
            CapabilityTag.Table => Cap.create_TableCap(a, LevelOf(b), Mapped(words)),
            CapabilityTag.AsidControl => Cap.create_AsidControlCap(),
            CapabilityTag.AsidPool => Cap.create_AsidPoolCap(a, b),
            CapabilityTag.PortControl => Cap.create_PortControlCap(),
            CapabilityTag.Port => Cap.create_PortCap(a, b),
            _ => throw new InvalidOperationException($"no capability of tag {words[0]}"),
        };
    }

    /// <summary>A level by number.</summary>
    public static _ITableLevel LevelOf(ulong number) => number switch
    {
        0 => TableLevel.create_PageTable(),
        1 => TableLevel.create_PageDirectory(),
        2 => TableLevel.create_PageDirectoryPointerTable(),
        _ => TableLevel.create_Pml4(),
    };

    private static _IAccess AccessOf(ulong number) => number switch
    {
        0 => Access.create_NoAccess(),
        1 => Access.create_ReadOnly(),
        _ => Access.create_ReadWrite(),
    };

    private static _IOption<_IMapping> Mapped(ReadOnlySpan<ulong> words) => words[3] == 0
        ? Option<_IMapping>.create_None()
        : Option<_IMapping>.create_Some(Mapping.create(words[4], words[5]));
}
