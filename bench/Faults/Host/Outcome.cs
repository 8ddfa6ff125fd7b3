// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>What came of an injection.</summary>
internal enum Outcome
{
    /// <summary>The copies went on, and nobody was started anew.</summary>
    NoEffect,

    /// <summary>A component was started anew, and the copies went on.</summary>
    Recovered,

    /// <summary>The copies stopped, or the client was told of errors; everything beside the path went on.</summary>
    Degraded,

    /// <summary>The path gave its client wrong data: the corruption went through the component into what it handles.</summary>
    WrongInPath,

    /// <summary>Memory of a component outside of the path was changed.</summary>
    CorruptedOutside,

    /// <summary>Components outside of the path stopped as well, or the monitor did.</summary>
    SystemLost,
}
