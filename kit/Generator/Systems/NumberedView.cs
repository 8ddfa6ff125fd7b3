// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Systems;

/// <summary>An interrupt, a range of ports or a child.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">What the description calls it; null when it only has a number.</param>
/// <param name="What">What it is, for documentation.</param>
internal sealed record NumberedView(uint Id, string? Name, string What);
