// SPDX-License-Identifier: BSD-2-Clause
using static Caprock.Tools.Image.Checks.RuntimeHelperMatch;

namespace Caprock.Tools.Image.Checks;

/// <summary>The runtime routines that freestanding code must not need, with what brings each in.</summary>
/// <remarks>
/// Names as the .NET 10 ahead-of-time compiler refers to them. Not listed, because nothing runs them: <c>RhpReversePInvoke</c> and
/// <c>RhpReversePInvokeReturn</c>, which the compiler puts into a stub beside every exported method.
/// </remarks>
public static class RuntimeHelpers
{
    private const string Allocation =
        "it allocates on the heap (`new` of a class or array, boxing, a delegate, an iterator); use a struct or memory from an arena";
    private const string References = "it stores an object reference; freestanding code has no objects";
    private const string Exceptions = "it throws or handles an exception; return an error value or call the panic function";
    private const string Casts = "it tests or converts an object's type (`is`, `as`, a cast, an array store); use an enum tag";
    private const string Dispatch = "it calls through an interface or virtual slot; use a generic struct parameter or `switch`";
    private const string Native = "it calls unmanaged code with a transition (`DllImport`, `delegate* unmanaged`); use RuntimeImport";
    private const string Threads = "it supports a garbage collector or runtime threads, which do not exist here";
    private const string FrameGuard =
        "it guards a stack buffer (`stackalloc`, a local struct with a fixed buffer); use a static or memory from an arena";
    private const string Statics = "it initialises a class lazily at run time; let the initialiser be a constant";

    /// <summary>All entries; the first match counts.</summary>
    public static IReadOnlyList<RuntimeHelper> All { get; } =
    [
        new("RhpNew", Prefix, Allocation),
        new("RhNew", Prefix, Allocation),
        new("RhNewObject", Prefix, Allocation),
        new("RhBox", Prefix, Allocation),
        new("RhpAssignRef", Prefix, References),
        new("RhpCheckedAssignRef", Prefix, References),
        new("RhpByRefAssignRef", Prefix, References),
        new("RhpStelemRef", Prefix, References),
        new("RhpLdelemaRef", Prefix, References),
        new("RhpThrow", Prefix, Exceptions),
        new("RhpRethrow", Prefix, Exceptions),
        new("RhThrow", Prefix, Exceptions),
        new("RhRethrow", Prefix, Exceptions),
        new("RhpCallCatchFunclet", Prefix, Exceptions),
        new("RhpCallFinallyFunclet", Prefix, Exceptions),
        new("RhpCallFilterFunclet", Prefix, Exceptions),
        new("IsInstanceOf", Prefix, Casts),
        new("ChkCast", Prefix, Casts),
        new("RhTypeCast", Prefix, Casts),
        new("RhUnbox", Prefix, Casts),
        new("System_Runtime_TypeCast__", Part, Casts),
        new("RhpInterfaceDispatch", Prefix, Dispatch),
        new("RhpInitialDynamicInterfaceDispatch", Prefix, Dispatch),
        new("RhpInitialInterfaceDispatch", Prefix, Dispatch),
        new("RhpResolveInterface", Prefix, Dispatch),
        new("RhpGetDispatchCell", Prefix, Dispatch),
        new("RhpPInvoke", Prefix, Native),
        new("RhpGcPoll", Prefix, Threads),
        new("RhpGcProbe", Prefix, Threads),
        new("RhpGcStress", Prefix, Threads),
        new("RhpTrapThreads", Prefix, Threads),
        new("RhpGetThread", Prefix, Threads),
        new("RhpAttachThread", Prefix, Threads),
        new("RhpWaitForGC", Prefix, Threads),
        new("RhpFallbackFailFast", Exact, FrameGuard),
        new("__security_cookie", Exact, FrameGuard),
        new("RhpStackProbe", Exact, "a stack frame is larger than one page; move the data to a static or an arena"),
        new("RhpGetThreadStaticBase", Prefix, "it reads a [ThreadStatic]; use a per-core structure"),
        new("CheckStaticClassConstruction", Part, Statics),
    ];

    /// <summary>The entry a symbol belongs to, null when freestanding code may have it.</summary>
    public static RuntimeHelper? Find(string symbol) => All.FirstOrDefault(helper => helper.Is(symbol));
}
