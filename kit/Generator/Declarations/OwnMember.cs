// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>A member that a component declares itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record OwnMember(string Name, Place? Place);
