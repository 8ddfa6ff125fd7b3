// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Verification.Refinement.Records;

/// <summary>Records for people to read.</summary>
public static class RecordText
{
    private static readonly string[] CapabilityFields = ["type", "a", "b", "c", "d", "e"];

    private static readonly string[] DerivationFields = ["depth", "revocable", "after", "slot"];

    private static readonly string[] ThreadFields =
    [
        "state", "at", "badge", "how", "fault", "reply", "context", "yieldTo", "notification", "priority", "maximum", "domain", "flags",
        "ipcBuffer", "place",
    ];

    private static readonly string[] ContextFields =
    [
        "bits", "core", "period", "budget", "consumed", "badge", "sporadic", "maximumRefills", "thread", "reply", "notification",
        "yieldFrom", "hasBudget",
    ];

    /// <summary>One record.</summary>
    public static string Of(StateRecords records, int record)
    {
        RecordKind kind = records.KindOf(record);
        var text = new StringBuilder();
        text.Append(kind).Append(' ').Append(records.ContainerOf(record).ToString("x"));
        if (kind is RecordKind.Capability or RecordKind.Derivation or RecordKind.Ready)
        {
            text.Append('[').Append(records.IndexOf(record)).Append(']');
        }

        string[] fields = FieldsOf(kind);
        ReadOnlySpan<ulong> words = records.WordsOf(record);
        for (int i = 0; i < words.Length; i++)
        {
            text.Append(' ').Append(i < fields.Length ? fields[i] : "").Append(i < fields.Length ? "=" : "");
            text.Append(i == 0 && kind == RecordKind.Capability ? ((CapabilityTag)words[i]).ToString() : words[i].ToString("x"));
        }

        return text.ToString();
    }

    private static string[] FieldsOf(RecordKind kind) => kind switch
    {
        RecordKind.Capability => CapabilityFields,
        RecordKind.Derivation => DerivationFields,
        RecordKind.Thread => ThreadFields,
        RecordKind.SchedContext => ContextFields,
        RecordKind.Reply => ["caller", "previous", "next", "head"],
        RecordKind.Notification => ["bound", "context", "state"],
        RecordKind.Endpoint => ["state"],
        RecordKind.Processor => ["current", "domain"],
        _ => [],
    };
}
