// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Site;

/// <summary>A page or file of the site.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SiteFile(string Path, string Type, byte[] Content);
