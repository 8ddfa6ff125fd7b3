// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>The cases, in the order in which they run.</summary>
/// <remarks>Names come from literals, which stay where they are. The project that boots the tests finds them in the sources by the
/// names of Group and Add.</remarks>
internal static unsafe class CaseList
{
    private static CaseEntries entries;
    private static CaseGroups groups;
    private static int groupCount;

    /// <summary>Number of cases.</summary>
    public static int Count { get; private set; }

    /// <summary>Begins a group: what follows is named after it, and failures after its file.</summary>
    public static void Group(ReadOnlySpan<byte> name, [CallerFilePath] string file = "")
    {
        Require.That(groupCount < CaseGroups.Length);
        ref var group = ref groups[groupCount];
        group.Name = PointerTo(name);
        group.NameLength = name.Length;
        group.Path = (char*)Unsafe.AsPointer(ref Unsafe.AsRef(in file.GetPinnableReference()));
        group.PathLength = file.Length;
        groupCount++;
    }

    /// <summary>Adds a case.</summary>
    public static void Add(ReadOnlySpan<byte> name, delegate*<ref Context, void> body)
    {
        Require.That(Count < CaseEntries.Length);
        ref var entry = ref entries[Count];
        entry.Name = PointerTo(name);
        entry.NameLength = name.Length;
        entry.Group = groupCount - 1;
        entry.Body = body;
        Count++;
    }

    /// <summary>Adds a case about an invocation.</summary>
    public static void Add(ReadOnlySpan<byte> name, InvocationLabel invocation, delegate*<ref Context, void> body)
    {
        Coverage.Count(invocation);
        Add(name, body);
    }

    /// <summary>Adds a case about a system call.</summary>
    public static void Add(ReadOnlySpan<byte> name, SystemCall call, delegate*<ref Context, void> body)
    {
        Coverage.Count(call);
        Add(name, body);
    }

    /// <summary>A case.</summary>
    public static ref CaseEntry Entry(int index) => ref entries[index];

    /// <summary>A group.</summary>
    public static ref CaseGroup GroupOf(int index) => ref groups[entries[index].Group];

    private static byte* PointerTo(ReadOnlySpan<byte> literal) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal));
}
