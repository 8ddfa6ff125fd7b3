// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Reading;

namespace Caprock.Tests.Unit.Description.Reading;

/// <summary>Files in search folders.</summary>
public sealed class FolderFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("caprock-description-test-").FullName;

    [Fact]
    public void The_first_folder_that_has_a_file_counts()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "one"));
        Directory.CreateDirectory(Path.Combine(_folder, "two"));
        File.WriteAllText(Path.Combine(_folder, "two", "a"), "two");
        FolderFiles files = new([Path.Combine(_folder, "one"), Path.Combine(_folder, "two")]);
        Assert.Equal("two"u8.ToArray(), files.TryRead("a"));

        File.WriteAllText(Path.Combine(_folder, "one", "a"), "one");
        Assert.Equal("one"u8.ToArray(), files.TryRead("a"));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a\0b")]
    [InlineData("/proc/self/mem")]
    public void What_cannot_be_read_is_not_there(string path) => Assert.Null(new FolderFiles([_folder]).TryRead(path));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
