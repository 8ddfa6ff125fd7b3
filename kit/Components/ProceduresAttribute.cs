// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Marks an interface as protected procedures: what one component calls and another one does.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ProceduresAttribute : Attribute;
