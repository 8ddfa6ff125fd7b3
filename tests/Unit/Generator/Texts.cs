// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Generator;

/// <summary>Pieces of descriptions and components.</summary>
internal static class Texts
{
    /// <summary>A protection domain, on a line of its own.</summary>
    public static string Domain(string name, int priority = 1, string contents = "") =>
        $"<protection_domain name=\"{name}\" priority=\"{priority}\"><program_image path=\"a.elf\" />{contents}</protection_domain>\n";

    /// <summary>A channel, on a line of its own.</summary>
    public static string Channel(string first, string second) => $"<channel><end {first} /><end {second} /></channel>\n";

    /// <summary>Client and server, the first of which may call.</summary>
    public static string Pair { get; } =
        Domain("client", 10) + Domain("server", 20) + Channel("pd=\"client\" id=\"0\" pp=\"true\"", "pd=\"server\" id=\"0\"");

    /// <summary>A component, whose attributes and members each stand on one line: 2 and 5.</summary>
    public static string Component(string name, string attributes = "", string members = "") => $$"""
        // A component.
        [Component("{{name}}")] {{attributes}}
        internal partial struct Sample
        {
            {{members}}
        }
        """;
}
