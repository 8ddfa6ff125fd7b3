// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Reports;

/// <summary>Something a protection domain can do to something else.</summary>
/// <param name="From">The protection domain.</param>
/// <param name="To">What it acts on.</param>
/// <param name="Target">What that is.</param>
/// <param name="How">What it can do.</param>
public sealed record Authority(string From, string To, AuthorityTarget Target, string How);
