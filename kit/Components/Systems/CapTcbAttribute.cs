// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A capability to a thread: the element cap_tcb.</summary>
/// <param name="pd">Who gets it.</param>
/// <param name="slot">In which slot.</param>
/// <param name="of">Whose thread.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CapTcbAttribute(string pd, uint slot, string of) : Attribute
{
    /// <summary>Who gets it.</summary>
    public string Pd { get; } = pd;

    /// <summary>In which slot.</summary>
    public uint Slot { get; } = slot;

    /// <summary>Whose thread.</summary>
    public string Of { get; } = of;
}
