// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.User.Loading;

namespace Caprock.Tests.Robustness;

/// <summary>The attackers.</summary>
[InlineArray(Layout.Attackers)]
internal struct Components
{
    private Component first;
}
