// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>The specification's capabilities as words: a tag and five fields.</summary>
internal static class CapabilityExport
{
    /// <summary>Writes a capability.</summary>
    public static void Write(StateRecords records, _ICap capability)
    {
        switch (capability)
        {
            case Cap_UntypedCap it:
                Put(records, CapabilityTag.Untyped, it._address, it._bits, it._isDevice ? 1 : 0, it._free);
                break;
            case Cap_EndpointCap it:
                int rights = (it._canSend ? 1 : 0) | (it._canReceive ? 2 : 0) | (it._canGrant ? 4 : 0) | (it._canGrantReply ? 8 : 0);
                Put(records, CapabilityTag.Endpoint, it._address, it._badge, rights);
                break;
            case Cap_NotificationCap it:
                Put(records, CapabilityTag.Notification, it._address, it._badge, (it._canSend ? 1 : 0) | (it._canReceive ? 2 : 0));
                break;
            case Cap_ReplyCap it:
                Put(records, CapabilityTag.Reply, it._address, it._canGrant ? 1 : 0);
                break;
            case Cap_CNodeCap it:
                Put(records, CapabilityTag.CNode, it._address, it._radix, it._guardSize, it._guard);
                break;
            case Cap_ThreadCap it:
                Put(records, CapabilityTag.Thread, it._address);
                break;
            case Cap_SchedContextCap it:
                Put(records, CapabilityTag.SchedContext, it._address, it._bits);
                break;
            case Cap_ZombieCap it:
                Put(records, CapabilityTag.Zombie, it._address, it._isThread ? 1 : 0, it._radix, it._remaining);
                break;
            case Cap_FrameCap it:
                int access = it._access.is_ReadWrite ? 2 : it._access.is_ReadOnly ? 1 : 0;
                PutMapped(records, CapabilityTag.Frame, it._address, it._bits + ((it._isDevice ? 256 : 0) | (access << 9)), it._mapped);
                break;
            case Cap_TableCap it:
                PutMapped(records, CapabilityTag.Table, it._address, LevelOf(it._level), it._mapped);
                break;
            default:
                WriteOther(records, capability);
                break;
        }
    }

    /// <summary>Number of a level.</summary>
    public static int LevelOf(_ITableLevel level) =>
        level.is_PageTable ? 0 : level.is_PageDirectory ? 1 : level.is_PageDirectoryPointerTable ? 2 : 3;

    private static void WriteOther(StateRecords records, _ICap capability)
    {
        switch (capability)
        {
            case Cap_SchedControlCap it:
                Put(records, CapabilityTag.SchedControl, it._core);
                break;
            case Cap_IrqControlCap:
                Put(records, CapabilityTag.IrqControl);
                break;
            case Cap_IrqHandlerCap it:
                Put(records, CapabilityTag.IrqHandler, it._irq);
                break;
            case Cap_DomainSetCap:
                Put(records, CapabilityTag.DomainSet);
                break;
            case Cap_AsidControlCap:
                Put(records, CapabilityTag.AsidControl);
                break;
            case Cap_AsidPoolCap it:
                Put(records, CapabilityTag.AsidPool, it._address, it._base);
                break;
            case Cap_PortControlCap:
                Put(records, CapabilityTag.PortControl);
                break;
            case Cap_PortCap it:
                Put(records, CapabilityTag.Port, it._first, it._last);
                break;
            default:
                throw new InvalidOperationException($"no record for {capability}");
        }
    }

    private static void PutMapped(StateRecords records, CapabilityTag tag, BigInteger a, BigInteger b, _IOption<_IMapping> mapped)
    {
        bool isMapped = mapped.is_Some;
        Put(records, tag, a, b, isMapped ? 1 : 0,
            isMapped ? mapped.dtor_value.dtor_asid : 0, isMapped ? mapped.dtor_value.dtor_address : 0);
    }

    private static void Put(
        StateRecords records, CapabilityTag tag, BigInteger a = default, BigInteger b = default,
        BigInteger c = default, BigInteger d = default,
        BigInteger e = default)
    {
        records.Add((ulong)tag);
        records.Add((ulong)a);
        records.Add((ulong)b);
        records.Add((ulong)c);
        records.Add((ulong)d);
        records.Add((ulong)e);
    }
}
