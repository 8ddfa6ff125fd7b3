// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>What happens after a fault: the element restart.</summary>
/// <param name="pd">The protection domain.</param>
/// <param name="policy">never, on_fault or escalate.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RestartAttribute(string pd, string policy) : Attribute
{
    /// <summary>The protection domain.</summary>
    public string Pd { get; } = pd;

    /// <summary>never, on_fault or escalate.</summary>
    public string Policy { get; } = policy;

    /// <summary>How often at most.</summary>
    public uint Limit { get; set; }

    /// <summary>Microseconds before the first restart.</summary>
    public ulong Backoff { get; set; }
}
