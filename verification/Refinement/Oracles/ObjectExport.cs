// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>The specification's objects as records.</summary>
internal static class ObjectExport
{
    /// <summary>Writes an object.</summary>
    public static void Write(StateRecords records, ulong name, _IObject subject)
    {
        switch (subject)
        {
            case Object_CNode it:
                records.Begin(RecordKind.CNode, name);
                records.Add((ulong)it._radix);
                break;
            case Object_Thread it:
                records.Begin(RecordKind.Thread, name);
                WriteThread(records, it._thread);
                break;
            case Object_Endpoint it:
                records.Begin(RecordKind.Endpoint, name);
                records.Add(it._queue.is_Sending ? 1UL : it._queue.is_Receiving ? 2UL : 0);
                WriteThreads(records,
                    it._queue.is_Sending ? it._queue.dtor_senders : it._queue.is_Receiving ? it._queue.dtor_receivers : null);
                break;
            case Object_Notification it:
                records.Begin(RecordKind.Notification, name);
                WriteNotification(records, it);
                break;
            case Object_Reply it:
                records.Begin(RecordKind.Reply, name);
                records.Add(Name(it._caller));
                records.Add(Name(it._previous));
                records.Add(Name(it._next));
                records.Add(Name(it._head));
                break;
            case Object_SchedContext it:
                records.Begin(RecordKind.SchedContext, name);
                WriteContext(records, it._schedule);
                break;
            case Object_Frame it:
                records.Begin(RecordKind.Frame, name);
                records.Add((ulong)it._bits);
                records.Add(it._isDevice ? 1UL : 0);
                break;
            case Object_Table it:
                records.Begin(RecordKind.Table, name);
                records.Add((ulong)CapabilityExport.LevelOf(it._level));
                WriteEntries(records, it);
                break;
            case Object_AsidPool it:
                records.Begin(RecordKind.AsidPool, name);
                WriteSpaces(records, it);
                break;
            default:
                throw new InvalidOperationException($"no record for {subject}");
        }

        records.End();
    }

    /// <summary>Writes the names of threads.</summary>
    public static void WriteThreads(StateRecords records, Dafny.ISequence<BigInteger>? threads)
    {
        if (threads != null)
        {
            foreach (BigInteger thread in threads)
            {
                records.Add((ulong)thread);
            }
        }
    }

    /// <summary>A name, zero for none.</summary>
    public static ulong Name(_IOption<BigInteger> name) => name.is_Some ? (ulong)name.dtor_value : 0;

    private static void WriteEntries(StateRecords records, Object_Table table)
    {
        foreach (var pair in table._entries.ItemEnumerable.OrderBy(pair => pair.Car))
        {
            records.Add((ulong)pair.Car);
            if (pair.Cdr is Entry_FrameEntry frame)
            {
                records.Add((ulong)frame._frame);
                records.Add((ulong)frame._bits);
                records.Add(frame._access.is_ReadWrite ? 2UL : frame._access.is_ReadOnly ? 1UL : 0);
            }
            else
            {
                records.Add((ulong)pair.Cdr.dtor_table);
                records.Add(0);
                records.Add(0);
            }
        }
    }

    private static void WriteSpaces(StateRecords records, Object_AsidPool pool)
    {
        foreach (var pair in pool._spaces.ItemEnumerable.OrderBy(pair => pair.Car))
        {
            records.Add((ulong)pair.Car);
            records.Add((ulong)pair.Cdr);
        }
    }

    private static void WriteThread(StateRecords records, _IThreadObject it)
    {
        _IThreadState state = it.dtor_state;
        records.Add(NumberOf(state));
        records.Add(WaitsAt(state));
        records.Add(state.is_BlockedOnSend ? (ulong)state.dtor_badge : 0);
        records.Add(state.is_BlockedOnSend
            ? (state.dtor_canGrant ? 1UL : 0) | (state.dtor_canGrantReply ? 2UL : 0) | (state.dtor_isCall ? 4UL : 0)
            : 0);
        records.Add(NumberOf(it.dtor_fault));
        records.Add(Name(it.dtor_reply));
        records.Add(Name(it.dtor_context));
        records.Add(Name(it.dtor_yieldTo));
        records.Add(Name(it.dtor_notification));
        records.Add((ulong)it.dtor_priority);
        records.Add((ulong)it.dtor_maximumPriority);
        records.Add((ulong)it.dtor_domain);
        records.Add((ulong)it.dtor_flags);
        records.Add((ulong)it.dtor_ipcBuffer);
        records.Add(it.dtor_place.is_InReady ? 1UL : it.dtor_place.is_InRelease ? 2UL : 0);
        if (state.is_BlockedOnSend && it.dtor_fault.is_NoFault)
        {
            WriteMessage(records, it.dtor_message);
        }
    }

    private static void WriteMessage(StateRecords records, _IMessage message)
    {
        records.Add((ulong)message.dtor_caption);
        records.Add((ulong)message.dtor_words.Count);
        records.Add((ulong)message.dtor_caps.Count);
        for (int i = 0; i < Math.Min(message.dtor_words.Count, Abi.Limits.FastMessageRegisters); i++)
        {
            records.Add((ulong)message.dtor_words.Select(i));
        }
    }

    private static void WriteNotification(StateRecords records, Object_Notification it)
    {
        _ISignals signals = it._signals;
        records.Add(Name(it._boundThread));
        records.Add(Name(it._context));
        records.Add(signals.is_Waiting ? 1UL : signals.is_Active ? 2UL : 0);
        if (signals.is_Active)
        {
            records.Add((ulong)signals.dtor_badge);
        }

        WriteThreads(records, signals.is_Waiting ? signals.dtor_waiters : null);
    }

    private static void WriteContext(StateRecords records, _IContextObject it)
    {
        records.Add((ulong)it.dtor_bits);
        records.Add((ulong)it.dtor_core);
        records.Add((ulong)it.dtor_period);
        records.Add((ulong)it.dtor_budget);
        records.Add((ulong)it.dtor_consumed);
        records.Add((ulong)it.dtor_badge);
        records.Add(it.dtor_isSporadic ? 1UL : 0);
        records.Add((ulong)it.dtor_maximumRefills);
        records.Add(Name(it.dtor_thread));
        records.Add(Name(it.dtor_reply));
        records.Add(Name(it.dtor_notification));
        records.Add(Name(it.dtor_yieldFrom));
        records.Add(it.dtor_hasBudget && it.dtor_maximumRefills.Sign > 0 ? 1UL : 0);
    }

    private static ulong NumberOf(_IThreadState state) => state switch
    {
        ThreadState_Inactive => 0,
        ThreadState_Running => 1,
        ThreadState_Restart => 2,
        ThreadState_BlockedOnReceive => 3,
        ThreadState_BlockedOnSend => 4,
        ThreadState_BlockedOnReply => 5,
        _ => 6,
    };

    private static ulong WaitsAt(_IThreadState state) => state switch
    {
        ThreadState_BlockedOnReceive it => (ulong)it._endpoint,
        ThreadState_BlockedOnSend it => (ulong)it._endpoint,
        ThreadState_BlockedOnNotification it => (ulong)it._notification,
        _ => 0,
    };

    private static ulong NumberOf(_IFault fault) => fault switch
    {
        Fault_NoFault => 0,
        Fault_CapFault => 1,
        Fault_UnknownSyscallFault => 2,
        Fault_UserException => 3,
        Fault_TimeoutFault => 4,
        Fault_VmFault => 5,
        _ => 6,
    };
}
