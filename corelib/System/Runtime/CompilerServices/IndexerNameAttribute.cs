// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The name an indexer compiles to.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IndexerNameAttribute : Attribute
{
    /// <summary>Names the indexer.</summary>
    public IndexerNameAttribute(string indexerName) => _ = indexerName;
}
