// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A channel: the element channel with its ends.</summary>
/// <param name="first">A protection domain.</param>
/// <param name="firstId">Its identifier for the channel.</param>
/// <param name="second">The other protection domain.</param>
/// <param name="secondId">Its identifier for the channel.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ChannelAttribute(string first, uint firstId, string second, uint secondId) : Attribute
{
    /// <summary>A protection domain.</summary>
    public string First { get; } = first;

    /// <summary>Its identifier for the channel.</summary>
    public uint FirstId { get; } = firstId;

    /// <summary>The other protection domain.</summary>
    public string Second { get; } = second;

    /// <summary>Its identifier for the channel.</summary>
    public uint SecondId { get; } = secondId;

    /// <summary>Whether the first may call the second.</summary>
    public bool FirstCalls { get; set; }

    /// <summary>Whether the second may call the first.</summary>
    public bool SecondCalls { get; set; }

    /// <summary>Whether the first may notify the second; it may if nothing is said.</summary>
    public bool FirstNotifies { get; set; }

    /// <summary>Whether the second may notify the first; it may if nothing is said.</summary>
    public bool SecondNotifies { get; set; }

    /// <summary>Name for the first one's identifier.</summary>
    public string? FirstSetvarId { get; set; }

    /// <summary>Name for the second one's identifier.</summary>
    public string? SecondSetvarId { get; set; }
}
