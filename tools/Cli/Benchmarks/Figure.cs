// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json.Serialization;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">The most it may be, if there is a limit.</param>
/// <param name="Reference">The C kernel's figure for the same, if there is one.</param>
internal sealed record Figure(string Name, ulong Value, string Unit, ulong? Limit = null, ulong? Reference = null)
{
    /// <summary>Whether the figure is over its limit.</summary>
    [JsonIgnore]
    public bool IsExcess => Value > Limit;
}
