// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Tap;

namespace Caprock.Tests.Network;

/// <summary>A test that needs a tap device in a network namespace; skipped with the reason where there can be none.</summary>
public sealed class TapTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether there can be one.</summary>
    public TapTheoryAttribute() => Skip = NetworkNamespace.Obstacle!;
}
