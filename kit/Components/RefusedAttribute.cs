// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Marks generated members that the description does not allow to be used; to use one is a compile error.</summary>
/// <param name="reason">What the description would have to say.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusedAttribute(string reason) : Attribute
{
    /// <summary>What the description would have to say.</summary>
    public string Reason { get; } = reason;
}
