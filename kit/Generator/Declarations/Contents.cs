// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>What lies in a memory region.</summary>
/// <param name="Region">What the attribute calls the region.</param>
/// <param name="Place">Where.</param>
/// <param name="Type">The structure, or that of the elements.</param>
/// <param name="IsArray">Whether it is there as often as it fits.</param>
internal sealed record Contents(string Region, Place Place, string Type, bool IsArray);
