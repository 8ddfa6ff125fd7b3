// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Queue;

/// <summary>What the consumer writes and the producer reads.</summary>
internal struct Progress
{
    /// <summary>How many items have been taken since the start.</summary>
    public ulong Taken;
}
