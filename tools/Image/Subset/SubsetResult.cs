// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Subset;

/// <summary>What a check of an assembly came to.</summary>
/// <param name="Methods">Methods that were looked at.</param>
/// <param name="Instructions">Their instructions.</param>
/// <param name="Problems">What is not in the subset, a line each.</param>
public sealed record SubsetResult(int Methods, int Instructions, IReadOnlyList<string> Problems);
