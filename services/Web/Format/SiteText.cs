// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Format;

/// <summary>Bytes of an archive.</summary>
public struct SiteText
{
    /// <summary>Where they begin, from the start of the archive.</summary>
    public uint Offset;

    /// <summary>How many there are.</summary>
    public uint Length;
}
