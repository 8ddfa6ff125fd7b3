// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A capability to a scheduling context: the element cap_sc.</summary>
/// <param name="pd">Who gets it.</param>
/// <param name="slot">In which slot.</param>
/// <param name="of">Whose scheduling context.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CapScAttribute(string pd, uint slot, string of) : Attribute
{
    /// <summary>Who gets it.</summary>
    public string Pd { get; } = pd;

    /// <summary>In which slot.</summary>
    public uint Slot { get; } = slot;

    /// <summary>Whose scheduling context.</summary>
    public string Of { get; } = of;
}
