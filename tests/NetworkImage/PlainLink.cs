// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.NetworkImage;

/// <summary>A card that moves bytes and nothing else.</summary>
internal struct PlainLink : ILinkKind
{
    /// <inheritdoc/>
    public static bool CompletesChecksums => false;
}
