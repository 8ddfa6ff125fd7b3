// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Says that a component answers calls of an interface's procedures, with static methods of their names.</summary>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class ServesAttribute<T> : Attribute
{
    /// <summary>For every caller that has no interface of its own.</summary>
    public ServesAttribute()
    {
    }

    /// <summary>For the caller of one channel.</summary>
    public ServesAttribute(string channel) => Channel = channel;

    /// <summary>The channel; null for every caller.</summary>
    public string? Channel { get; }
}
