// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Building;

/// <summary>Builds what a verb needs.</summary>
internal static class Builder
{
    /// <summary>Builds the kernel.</summary>
    public static void BuildKernel(BuildVariant variant) =>
        Step.Run(
            $"Building the kernel ({variant.Profile}, {variant.Configuration}{(variant.HasFastpath ? "" : ", no fast paths")})", "dotnet",
            variant.Arguments(Repository.Locate("kernel", "Kernel.csproj")));

    /// <summary>Builds an example and its components.</summary>
    public static void BuildExample(BuildVariant variant, string name) =>
        BuildProgram(variant, name, Repository.ProjectOf(name));

    /// <summary>Builds a program of components.</summary>
    public static void BuildProgram(BuildVariant variant, string title, string project) =>
        Step.Run($"Building {title}", "dotnet", variant.Arguments(project));

    /// <summary>Builds what every described system needs besides its programs: kernel, initialiser, monitor and builder.</summary>
    public static void BuildSystemParts(BuildVariant variant) =>
        BuildProgram(
            variant, $"the parts of systems ({variant.Configuration})", Repository.Locate("tools", "Sdk", "Parts", "SystemParts.csproj"));

    /// <summary>Builds a root task that is a test.</summary>
    public static void BuildTestSystem(BuildVariant variant, string name) =>
        Step.Run($"Building the {name.ToLowerInvariant()} tests ({variant.Profile}, {variant.Configuration})", "dotnet",
            variant.Arguments(Repository.Locate("tests", name, $"{name}.csproj")));

    /// <summary>Builds everything there is, with the tests.</summary>
    public static void BuildAll() =>
        Step.Run("Building everything", "dotnet",
            ["build", Repository.Locate("Caprock.slnx"), "-v", "q", "-nologo", "-nodeReuse:false", "-m:2"]);

    /// <summary>Builds the kernels and systems that tests boot besides those of <see cref="BuildAll"/>.</summary>
    public static void BuildTestedVariants()
    {
        foreach (var profile in BuildOptions.Profiles)
        {
            var variant = new BuildVariant(profile, "release");
            BuildKernel(variant);
            BuildTestSystem(variant, "Conformance");
            BuildProgram(variant, "the manual's examples", Repository.Locate("user", "Manual", "ManualExamples.csproj"));
        }

        BuildKernel(new BuildVariant("conformance", "debug", HasFastpath: false));
        BuildExample(new BuildVariant(Example.DescribedProfile, "release"), "calculator");
        BuildExample(new BuildVariant(Example.DescribedProfile, "debug"), "calculator");
    }

    /// <summary>Checks that an example exists; the message lists those that do.</summary>
    public static void RequireExample(string name)
    {
        var examples = Repository.Examples();
        if (!examples.Contains(name))
        {
            throw new Failure($"there is no example \"{name}\"; there are: {string.Join(", ", examples)}");
        }
    }
}
