// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>What a component may ask of the monitor.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="MayChange">Whether it may stop components and start them anew, and not only look.</param>
public sealed record ControlRule(SourcePosition Position, bool MayChange);
