// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Reading;

/// <summary>Where a description's files come from.</summary>
public interface IDescriptionFiles
{
    /// <summary>Reads a file a description names.</summary>
    /// <param name="path">Path as it stands in the description.</param>
    /// <returns>Its contents; null when there is no such file or it cannot be read.</returns>
    byte[]? TryRead(string path);

    /// <summary>Where files are looked for, for messages.</summary>
    string Places { get; }
}
