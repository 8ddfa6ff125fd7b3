// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Bounds;

/// <summary>What one routine contributes to a longest path.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Instructions">Its own instructions on that path, without those of routines it calls.</param>
/// <param name="Times">How often it runs there.</param>
public sealed record StretchShare(Routine Routine, double Instructions, double Times);
