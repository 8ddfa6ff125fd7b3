// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The code generator knows the member by its name and may replace its body.</summary>
/// <remarks>Only a member under the name that .NET gives it may carry this: for an unknown one the recursive body would run.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Field | AttributeTargets.Property)]
internal sealed class IntrinsicAttribute : Attribute;
