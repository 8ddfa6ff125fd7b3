// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.NetworkImage;

/// <summary>What a card can do.</summary>
internal interface ILinkKind
{
    /// <summary>Whether it completes and verifies checksums.</summary>
    static abstract bool CompletesChecksums { get; }
}
