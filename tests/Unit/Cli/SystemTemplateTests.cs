// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tests.Unit.Cli;

/// <summary>What caprock new writes.</summary>
public sealed class SystemTemplateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("caprock-new-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_new_system_has_its_name_and_this_repository_in_the_place_of_every_mark()
    {
        var target = Path.Combine(folder, "my-demo_2");

        SystemTemplate.Instantiate("my-demo_2", target);

        Assert.True(File.Exists(Path.Combine(target, "my-demo_2.csproj")));
        Assert.True(File.Exists(Path.Combine(target, "my-demo_2.system")));
        Assert.True(File.Exists(Path.Combine(target, ".gitignore")));
        Assert.False(Directory.Exists(Path.Combine(target, ".template.config")));
        Assert.Contains(Repository.Root, File.ReadAllText(Path.Combine(target, "Directory.Build.props")), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("SystemName", file + File.ReadAllText(file), StringComparison.Ordinal);
            Assert.DoesNotContain("CAPROCK_FOLDER_OF_TEMPLATE", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2fast")]
    [InlineData("a b")]
    [InlineData("../up")]
    [InlineData("a.b")]
    public void A_name_that_is_no_file_name_is_refused(string name)
    {
        var failure = Assert.Throws<Failure>(() => SystemTemplate.Instantiate(name, Path.Combine(folder, "x")));

        Assert.Contains("letters, digits", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");

        var failure = Assert.Throws<Failure>(() => SystemTemplate.Instantiate("demo", folder));

        Assert.Contains("exists already", failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine.txt", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(folder))));
    }

    [Fact]
    public void The_template_of_dotnet_new_has_the_same_marks()
    {
        var configuration = File.ReadAllText(Path.Combine(SystemTemplate.Folder, ".template.config", "template.json"));

        Assert.Contains("\"sourceName\": \"SystemName\"", configuration, StringComparison.Ordinal);
        Assert.Contains("\"replaces\": \"CAPROCK_FOLDER_OF_TEMPLATE\"", configuration, StringComparison.Ordinal);
        Assert.Contains("\"defaultValue\": \"\"", configuration, StringComparison.Ordinal);
    }
}
