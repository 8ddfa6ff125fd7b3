// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>Restart policy of a component.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="Policy">What happens.</param>
/// <param name="Limit">How often at most; then it stays stopped.</param>
/// <param name="BackoffMicroseconds">Time before the first restart; doubles with each.</param>
/// <param name="HeartbeatMicroseconds">How long it may leave the monitor without an answer; zero when it is not asked.</param>
public sealed record RestartRule(
    SourcePosition Position, RestartPolicy Policy, uint Limit, ulong BackoffMicroseconds, ulong HeartbeatMicroseconds);
