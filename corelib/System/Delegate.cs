// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>The root of delegates.</summary>
/// <remarks>The symbols behind it do not exist, so the link refuses code that makes a delegate.</remarks>
public abstract class Delegate
{
#pragma warning disable CS0169, IDE0051 // The code generator knows the fields by name.
    private readonly object? _firstParameter;
    private readonly object? _helperObject;
    private readonly nint _extraFunctionPointerOrData;
    private readonly nint _functionPointer;
#pragma warning restore CS0169, IDE0051

    [RuntimeImport("RhDelegate_Closed")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeClosedInstance(object target, nint function);

    [RuntimeImport("RhDelegate_ClosedSlow")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeClosedInstanceSlow(object target, nint function);

    [RuntimeImport("RhDelegate_ClosedToInterface")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeClosedInstanceToInterface(object target, nint function);

    [RuntimeImport("RhDelegate_ClosedWithGvm")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeClosedInstanceWithGVMResolution(object target, nint function);

    [RuntimeImport("RhDelegate_ClosedWithoutNullCheck")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeClosedInstanceWithoutNullCheck(object target, nint function);

    [RuntimeImport("RhDelegate_Open")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeOpenStaticThunk(object target, nint function, nint thunk);

    [RuntimeImport("RhDelegate_OpenInstance")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal extern void InitializeOpenInstanceThunkDynamic(nint function, nint thunk);
}
