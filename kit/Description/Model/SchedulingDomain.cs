// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A scheduling domain: protection domains that run only in its part of the schedule.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its number in the kernel.</param>
public sealed record SchedulingDomain(SourcePosition Position, string Name, byte Id);
