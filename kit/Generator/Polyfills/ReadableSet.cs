// SPDX-License-Identifier: BSD-2-Clause
namespace System.Collections.Generic;

/// <summary>A set that can be handed out to be looked at.</summary>
internal sealed class ReadableSet<T>(IEnumerable<T> items) : HashSet<T>(items), IReadOnlySet<T>
{
}
