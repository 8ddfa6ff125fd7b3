// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The structure may hold references and lives on the stack.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class IsByRefLikeAttribute : Attribute;
