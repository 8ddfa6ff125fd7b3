// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>One step of a region.</summary>
/// <param name="Head">The block, or the head of the loop.</param>
/// <param name="Loop">The loop, null for a single block.</param>
public sealed record FlowStep(FlowBlock Head, FlowRegion? Loop);
