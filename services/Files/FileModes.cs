// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>How a file is opened.</summary>
[Flags]
public enum FileModes : byte
{
    /// <summary>For reading, if it is there.</summary>
    None = 0,

    /// <summary>For writing too.</summary>
    Write = 1,

    /// <summary>It is made when it is not there.</summary>
    Create = 2,

    /// <summary>With <see cref="Create"/>: only if it is not there.</summary>
    Exclusive = 4,

    /// <summary>With <see cref="Write"/>: emptied.</summary>
    Truncate = 8,
}
