// SPDX-License-Identifier: BSD-2-Clause
using Internal.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>The root of all types.</summary>
/// <remarks>Freestanding code makes no objects; the type exists because every structure derives from it.</remarks>
public unsafe class Object
{
#pragma warning disable CS0169, IDE0051 // The code generator places the type's description here.
    private readonly MethodTable* _methodTable;
#pragma warning restore CS0169, IDE0051

    /// <summary>Makes an object.</summary>
    public Object()
    {
    }

    /// <summary>Whether another object is the same one.</summary>
    public virtual bool Equals(object? obj) => (object)this == obj;

    /// <summary>A number that equal objects share.</summary>
    public virtual int GetHashCode() => 0;

    /// <summary>A text for people.</summary>
    public virtual string? ToString() => "";
}
