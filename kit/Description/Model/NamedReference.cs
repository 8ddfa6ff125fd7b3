// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A name that refers to something described elsewhere.</summary>
/// <param name="Name">The name.</param>
/// <param name="Position">Where it is used.</param>
public sealed record NamedReference(string Name, SourcePosition Position);
