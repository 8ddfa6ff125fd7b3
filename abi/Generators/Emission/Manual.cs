// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Caprock.Abi.Generators.Reading;

namespace Caprock.Abi.Generators.Emission;

/// <summary>What the manual is written from: the interface with every feature, and the profiles for their numbers.</summary>
/// <param name="Everything">The interface with every feature.</param>
/// <param name="Profiles">The profiles.</param>
/// <param name="Examples">The examples of objects.</param>
public sealed record Manual(AbiModel Everything, IReadOnlyList<AbiModel> Profiles, Examples Examples)
{
    /// <summary>Folder of the pages.</summary>
    public const string Folder = "docs/manual";

    /// <summary>Begins a page.</summary>
    public static SourceText Page(string title) => SourceText.Markdown(title);

    /// <summary>What to say of something that needs a feature.</summary>
    public static string Needs(string? feature) => feature switch
    {
        null => "",
        "DebugSystemCalls" => "Debug builds only.",
        _ => $"Only where the kernel has {feature}.",
    };
}
