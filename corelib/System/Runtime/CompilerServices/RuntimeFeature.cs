// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Names of what the compiler may rely on.</summary>
public static class RuntimeFeature
{
    /// <summary>Reference fields in ref structs.</summary>
    public const string ByRefFields = nameof(ByRefFields);

    /// <summary>Ref structs as type arguments.</summary>
    public const string ByRefLikeGenerics = nameof(ByRefLikeGenerics);

    /// <summary>Bodies in interfaces.</summary>
    public const string DefaultImplementationsOfInterfaces = nameof(DefaultImplementationsOfInterfaces);

    /// <summary>Native integers as numbers.</summary>
    public const string NumericIntPtr = nameof(NumericIntPtr);

    /// <summary>Calling conventions in signatures.</summary>
    public const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention);

    /// <summary>Static abstract members.</summary>
    public const string VirtualStaticsInInterfaces = nameof(VirtualStaticsInInterfaces);
}
