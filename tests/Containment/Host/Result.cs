// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment.Host;

/// <summary>What came of one attack by one component.</summary>
internal sealed record Result
{
    /// <summary>Whose place the attacker has.</summary>
    public required string Component { get; init; }

    /// <summary>What it tried.</summary>
    public required string Attack { get; init; }

    /// <summary>Attempts.</summary>
    public ulong Attempts { get; init; }

    /// <summary>Attempts that were faults of the attacker.</summary>
    public ulong Faults { get; init; }

    /// <summary>Attempts that the kernel refused with an error.</summary>
    public ulong Refused { get; init; }

    /// <summary>Invocations of its own interrupts and shared capabilities that were carried out.</summary>
    public ulong Own { get; init; }

    /// <summary>How often it waited for ever.</summary>
    public ulong Stalls { get; init; }

    /// <summary>Ticks of 10 ms.</summary>
    public ulong Ticks { get; init; }

    /// <summary>Regions in which it saw packets.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>What must not happen in any case: the kernel or its memory harmed, memory reached that is not the attacker's.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>What others lost.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}
