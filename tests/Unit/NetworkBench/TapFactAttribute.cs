// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Tap;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>A test that needs a tap device in a network namespace; skipped with the reason where there can be none.</summary>
internal sealed class TapFactAttribute : FactAttribute
{
    /// <summary>Looks whether there can be one.</summary>
    public TapFactAttribute() => Skip = NetworkNamespace.Obstacle!;
}
