// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes enums and constants.</summary>
public static class NumberEmitter
{
    private const string Space = "Caprock.Abi";

    /// <summary>Adds all of a target's enums and constants.</summary>
    public static void AddAll(GeneratedFiles files, string folder, AbiModel model)
    {
        foreach (var enumeration in model.Enumerations)
        {
            files.Add($"{folder}/{enumeration.About.Name}.cs", EmitEnum(enumeration, Space));
        }

        foreach (var constants in model.Constants)
        {
            files.Add($"{folder}/{constants.About.Name}.cs", EmitConstants(constants));
        }

        files.Add($"{folder}/InvocationLabel.cs", EmitEnum(Labels(model), Space));
        files.Add($"{folder}/InvocationShapes.cs", EmitConstants(Shapes(model)));
        files.Add($"{folder}/NumberingLimits.cs", EmitConstants(NumberingLimits(model)));
        files.Add($"{folder}/ProfileParameters.cs", EmitParameters(model));
    }

    /// <summary>The enum of invocation labels.</summary>
    public static Enumeration Labels(AbiModel model)
    {
        var about = new Named(
            "InvocationLabel", "Labels of the messages that are invocations of kernel objects.", "", ["invocation_label"], null);
        var none = new Number(new Named("Invalid", "No invocation.", "", ["InvalidInvocation"], null), "", 0);
        var members = model.Invocations.Select(i => new Number(i.About with { Name = i.LabelName }, "", i.Label));
        return new Enumeration(about, "ulong", false, false, "", members.Prepend(none).ToList());
    }

    /// <summary>Where parts of the numbering end.</summary>
    public static Constants NumberingLimits(AbiModel model) => new(
        new Named("NumberingLimits", "Where parts of the numbering of invocations and object types end.", "", [], null),
        model.LabelCounts.Concat(model.TypeCounts).ToList());

    /// <summary>Text of an enum.</summary>
    public static string EmitEnum(Enumeration enumeration, string space)
    {
        var text = SourceText.CSharp("abi/", space).Summary(enumeration.About.Summary).Remarks(enumeration.About.Remarks);
        if (enumeration.IsFlags)
        {
            text.Line("[System.Flags]");
        }

        text.Line($"public enum {enumeration.About.Name} : {enumeration.BaseType}").Open();
        foreach (var member in enumeration.Members)
        {
            text.Gap().Summary(member.About.Summary).Line($"{member.About.Name} = {member.Value},");
        }

        return text.Close().ToString();
    }

    private static Constants Shapes(AbiModel model) => new(
        new Named(
            "InvocationShapes", "What a message must at least have for each invocation: words, and extra capabilities.", "", [], null),
        model.Invocations.SelectMany(i => new[]
        {
            new Number(new Named($"{i.LabelName}Words", $"Message words of {i.LabelName}.", "", [], null), "int", i.RequiredWords),
            new Number(
                new Named($"{i.LabelName}ExtraCaps", $"Extra capabilities of {i.LabelName}.", "", [], null), "int", i.Capabilities.Count()),
        }).ToList());

    private static string EmitConstants(Constants constants)
    {
        var text = SourceText.CSharp("abi/", Space).Summary(constants.About.Summary).Remarks(constants.About.Remarks)
            .Line($"public static class {constants.About.Name}").Open();
        foreach (var member in constants.Members)
        {
            text.Gap().Summary(member.About.Summary).Line($"public const {member.Type} {member.About.Name} = {Literal(member)};");
        }

        return text.Close().ToString();
    }

    private static string EmitParameters(AbiModel model)
    {
        var text = SourceText.CSharp("abi/", Space).Summary($"The profile {model.Target.Name}: {model.Target.Summary}")
            .Line("public static class ProfileParameters").Open()
            .Gap().Summary("Name of the profile.").Line($"public const string ProfileName = \"{model.Target.Name}\";");
        foreach (var parameter in model.Target.Parameters)
        {
            text.Gap().Summary(parameter.About.Summary).Line($"public const int {parameter.About.Name} = {parameter.Value};");
        }

        foreach (var feature in model.AllFeatures.Where(f => f.Name != "DebugSystemCalls"))
        {
            text.Gap().Summary(feature.Summary)
                .Line($"public const bool Has{feature.Name} = {(model.Target.Features.Contains(feature.Name) ? "true" : "false")};");
        }

        return text.Close().ToString();
    }

    private static string Literal(Number number) => number.Value > int.MaxValue ? $"0x{number.Value:x}" : $"{number.Value}";
}
