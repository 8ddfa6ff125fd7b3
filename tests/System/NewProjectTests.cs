// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;

namespace Caprock.Tests.System;

/// <summary>A new user's path: caprock new, dotnet build, dotnet run, and a mistake on the way.</summary>
public sealed class NewProjectTests(NewProject project) : IClassFixture<NewProject>
{
    [Fact]
    public void It_builds_boots_and_its_components_talk()
    {
        Build();

        var (exitCode, output) = project.RunUntil("the server says that it is enough");

        Assert.True(exitCode == 0, output);
        Assert.Contains("server: ready\nclient: the server counts 30\n", output, StringComparison.Ordinal);
        Assert.Contains("client: the server counts 120\nclient: the server says that it is enough", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_does_not_come_is_a_failure()
    {
        Build();

        var (exitCode, output) = project.RunUntil("the server counts 121", seconds: 3);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("passed without", output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_leaves_a_kernel_a_report_and_a_picture()
    {
        Build();

        using var report = JsonDocument.Parse(File.ReadAllText(project.Output("report.json")));

        Assert.Equal(JsonValueKind.Object, report.RootElement.ValueKind);
        Assert.StartsWith("<svg", File.ReadAllText(project.Output("system.svg")), StringComparison.Ordinal);
        Assert.True(File.Exists(project.Output("kernel.elf32")));
        Assert.True(File.Exists(project.Output("kernel.elf")));
    }

    [Fact]
    public void A_build_without_changes_does_nothing_and_a_changed_description_is_put_together_anew()
    {
        Build();
        var built = File.GetLastWriteTimeUtc(project.Output("demo.image.elf"));

        Build();
        Assert.Equal(built, File.GetLastWriteTimeUtc(project.Output("demo.image.elf")));

        Change("priority=\"90\"", "priority=\"80\"");
        Build();
        Assert.NotEqual(built, File.GetLastWriteTimeUtc(project.Output("demo.image.elf")));
    }

    [Fact]
    public void A_mistake_in_the_description_is_an_error_at_its_line_and_column()
    {
        Change("path=\"client.elf\"", "path=\"cleint.elf\"");
        try
        {
            var (exitCode, output) = project.Build();

            Assert.NotEqual(0, exitCode);
            Assert.Matches("demo\\.system\\(7,[0-9]+\\): error .*cleint\\.elf", output);
        }
        finally
        {
            Change("path=\"cleint.elf\"", "path=\"client.elf\"");
        }
    }

    private void Build()
    {
        var (exitCode, output) = project.Build();
        Assert.True(exitCode == 0, output);
    }

    private void Change(string before, string after)
    {
        var file = Path.Combine(project.Folder, "demo.system");
        var text = File.ReadAllText(file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(before, after, StringComparison.Ordinal));
    }
}
