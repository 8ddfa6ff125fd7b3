// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Says that the peer of a channel serves an interface, whose procedures the channel gets as methods.</summary>
/// <param name="channel">The peer, or the name that the channel has in C#.</param>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class UsesAttribute<T>(string channel) : Attribute
{
    /// <summary>The channel.</summary>
    public string Channel { get; } = channel;
}
