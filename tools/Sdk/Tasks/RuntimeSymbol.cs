// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Sdk.Tasks;

/// <summary>A run-time helper that freestanding code does without: what in the C# asks for it, and what to write instead.</summary>
/// <param name="Prefix">How the helper's symbol begins.</param>
/// <param name="Cause">What the code does, after "component X ".</param>
/// <param name="Need">What that would need.</param>
/// <param name="Cure">What to write instead.</param>
public sealed record RuntimeSymbol(string Prefix, string Cause, string Need, string Cure)
{
    private const string NoHeap = "an allocator and a garbage collector";
    private const string UseStruct = "Use a struct, a span or an arena.";
    private const string NoExceptions = "exception handling";
    private const string UseErrors = "Return an error value, or panic.";
    private const string NoTypes = "type information at run time";
    private const string NeedsCollector = "a run-time with garbage collection";
    private const string CallsNative = "calls a native function with DllImport or through `delegate* unmanaged`";
    private const string UseSpan = "Use a span over memory you own, an [InlineArray] struct, or a u8 literal.";
    private const string UseImport = "Use [RuntimeImport(\"symbol\")] with MethodImplOptions.InternalCall.";
    private const string PassAlong = "Pass the value along, or keep it in the thread's own memory.";
    private const string LookUp = "Look the helper up in tools/Sdk/README.md and write the code without it.";
    private const string UseGenerics = "Use a type parameter with a constraint, or a switch over an enumeration.";

    /// <summary>The helpers, more specific names first.</summary>
    public static IReadOnlyList<RuntimeSymbol> All { get; } =
    [
        new("RhpNewArray", "makes an array with `new`", NoHeap, UseSpan),
        new("RhNewArray", "makes an array with `new`", NoHeap, UseSpan),
        new("RhpNewPtrArray", "makes an array with `new`", NoHeap, UseSpan),
        new("RhNewString", "makes a string", NoHeap, "Use u8 literals and write into a span."),
        new("RhpNew", "uses `new` on a class", NoHeap, UseStruct),
        new("RhNew", "uses `new` on a class", NoHeap, UseStruct),
        new("RhBox", "turns a value into an object (boxing)", NoHeap, UseGenerics),
        new("RhUnbox", "turns an object into a value (unboxing)", NoTypes, UseGenerics),
        new("RhpAssignRef", "stores an object reference", NoHeap, UseStruct),
        new("RhpCheckedAssignRef", "stores an object reference", NoHeap, UseStruct),
        new("RhpByRefAssignRef", "copies an object reference", NoHeap, UseStruct),
        new("RhpStelemRef", "stores an object into an array", NoHeap, UseStruct),
        new("RhpLdelemaRef", "takes a reference into an array of objects", NoHeap, UseStruct),
        new("RhpThrow", "throws an exception", NoExceptions, UseErrors),
        new("RhThrow", "throws an exception", NoExceptions, UseErrors),
        new("RhpRethrow", "throws an exception again", NoExceptions, UseErrors),
        new("RhRethrow", "throws an exception again", NoExceptions, UseErrors),
        new("RhpCallCatchFunclet", "catches an exception", NoExceptions, UseErrors),
        new("RhpCallFinallyFunclet", "uses try/finally", NoExceptions, "Write the clean-up at every way out."),
        new("RhDelegate", "makes a delegate or a lambda", NoHeap, UseGenerics),
        new("RhTypeCast", "casts or tests the type of an object", NoTypes, UseGenerics),
        new("IsInstanceOf", "tests the type of an object", NoTypes, UseGenerics),
        new("ChkCast", "casts an object", NoTypes, UseGenerics),
        new("RhpInterfaceDispatch", "calls through an interface of an object", NoTypes, UseGenerics),
        new("RhpInitialDynamicInterfaceDispatch", "calls through an interface of an object", NoTypes, UseGenerics),
        new("RhpCidResolve", "calls through an interface of an object", NoTypes, UseGenerics),
        new("RhpPInvoke", CallsNative, NeedsCollector, UseImport),
        new("RhpTrapThreads", CallsNative, NeedsCollector, UseImport),
        new("RhpGcPoll", "stops for a garbage collection", NeedsCollector, UseImport),
        new("__security_cookie", "keeps a buffer in a local (`stackalloc`, or a struct with a fixed buffer)", "a stack-overrun check",
            "Use a static, a field reached through a pointer, or an [InlineArray] struct."),
        new("RhpFallbackFailFast", "keeps a buffer in a local (`stackalloc`, or a struct with a fixed buffer)", "a stack-overrun check",
            "Use a static, a field reached through a pointer, or an [InlineArray] struct."),
        new("RhpStackProbe", "has a method whose locals take more than a page", "a stack that grows",
            "Move the large local into a static or into memory that is passed in."),
        new("RhpGetThread", "uses thread-local storage", "a thread library", PassAlong),
        new("RhpGetInlinedThread", "uses thread-local storage", "a thread library", PassAlong),
        new("__tls_get_addr", "uses thread-local storage", "a thread library", PassAlong),
        new("corelib_panic", "can fail a check (an index, a division, an assertion)", "a panic function",
            "Export one: [RuntimeExport(\"corelib_panic\")] static void Panic(byte* text, ulong length), which does not return."),
        new("RhpDbl", "converts floating-point numbers with a helper", "a floating-point library", "Use integers."),
        new("RhpFlt", "converts floating-point numbers with a helper", "a floating-point library", "Use integers."),
        new("fmod", "takes the remainder of floating-point numbers", "a floating-point library", "Use integers."),
        new("Rhp", "uses a service of the .NET run-time", "that run-time", LookUp),
        new("Rh", "uses a service of the .NET run-time", "that run-time", LookUp),
    ];

    /// <summary>The helper a symbol belongs to, or null for a symbol that is simply missing.</summary>
    public static RuntimeSymbol? Find(string symbol)
        => All.FirstOrDefault(helper => symbol.StartsWith(helper.Prefix, StringComparison.Ordinal));
}
