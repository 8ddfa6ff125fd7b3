// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Systems;

/// <summary>An end of a channel.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Symbol">Name of its setvar_id; null without one.</param>
/// <param name="Peer">The other protection domain.</param>
/// <param name="NotifyRefusal">Why it may not notify; null when it may.</param>
/// <param name="CallRefusal">Why it may not call; null when it may.</param>
/// <param name="PeerCalls">Whether the peer may call.</param>
internal sealed record ChannelView(
    uint Id, string? Symbol, string Peer, string? NotifyRefusal, string? CallRefusal, bool PeerCalls);
