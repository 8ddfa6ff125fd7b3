// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Format;

/// <summary>A page or file of a site.</summary>
public struct SiteEntry
{
    /// <summary>Its path, beginning with a slash.</summary>
    public SiteText Path;

    /// <summary>What is served.</summary>
    public SiteText Content;

    /// <summary>The media type.</summary>
    public SiteText Type;

    /// <summary>The entity tag, with its quotation marks.</summary>
    public SiteText Tag;
}
