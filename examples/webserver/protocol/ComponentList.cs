// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Webserver.Protocol;

/// <summary>Figures of the components.</summary>
[InlineArray(Watched.Components)]
public struct ComponentList
{
    private ComponentFigures first;
}
