// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Machine code for which no bound can be stated.</summary>
/// <param name="message">Complete sentence for people.</param>
public sealed class BoundException(string message) : Exception(message);
