// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.NetworkImage;

/// <summary>A card that completes and verifies checksums.</summary>
internal struct CleverLink : ILinkKind
{
    /// <inheritdoc/>
    public static bool CompletesChecksums => true;
}
