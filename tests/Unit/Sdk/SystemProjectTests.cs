// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Sdk;

/// <summary>System projects that are not what they should be. Good ones are built and booted by the system tests.</summary>
[Collection(nameof(Workspace))]
public sealed class SystemProjectTests(Workspace workspace)
{
    [Fact]
    public void A_system_without_a_description_is_told_where_to_put_one()
    {
        string message = workspace.Build("NoDescription").MustRefuseWith("CAPROCK0110");

        Assert.Contains("put one *.system file beside the project", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_descriptions_one_must_be_named()
    {
        string message = workspace.Build("TwoDescriptions").MustRefuseWith("CAPROCK0110");

        Assert.Contains("one.system", message, StringComparison.Ordinal);
        Assert.Contains("two.system", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_that_does_not_exist_is_named()
    {
        string message = workspace.Build("LostDescription").MustRefuseWith("CAPROCK0111");

        Assert.Contains("lost.system does not exist", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_a_system_are_told_from_those_of_a_component_of_its_name()
    {
        string examples = Path.Combine(Workspace.Repository, "examples");
        string[] projects = [.. Directory.EnumerateFiles(examples, "*.csproj", SearchOption.AllDirectories)];

        Assert.Equal(projects.Length, projects.Select(Output).Distinct().Count());
    }

    /// <summary>The folder in artifacts/bin.</summary>
    private static string Output(string project)
    {
        string description = Path.ChangeExtension(project, "system");
        return File.Exists(description) ? Path.GetFileName(description) : Path.GetFileNameWithoutExtension(project);
    }
}
