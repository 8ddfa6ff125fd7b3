// SPDX-License-Identifier: BSD-2-Clause
using System.Security;

namespace Caprock.Kit.Description.Reading;

/// <summary>Files in a list of folders; the first that has a file counts.</summary>
public sealed class FolderFiles : IDescriptionFiles
{
    private readonly IReadOnlyList<string> _folders;

    /// <summary>Looks in these folders.</summary>
    public FolderFiles(IReadOnlyList<string> folders) => _folders = folders;

    /// <inheritdoc/>
    public string Places => string.Join(", ", _folders);

    /// <inheritdoc/>
    public byte[]? TryRead(string path)
    {
        try
        {
            string? found = _folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists);
            return found is null ? null : File.ReadAllBytes(found);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or SecurityException)
        {
            return null;
        }
    }
}
