// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Methods that a site can be asked with. Source: RFC 9110, 9.3.</summary>
[Flags]
public enum HttpMethod : byte
{
    /// <summary>None, or one the server does not know.</summary>
    None = 0,

    /// <summary>A representation.</summary>
    Get = 1,

    /// <summary>What would be said of a representation.</summary>
    Head = 2,

    /// <summary>Something to process.</summary>
    Post = 4,

    /// <summary>Something to store.</summary>
    Put = 8,

    /// <summary>Something to remove.</summary>
    Delete = 16,
}
