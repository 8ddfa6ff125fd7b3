// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>One thing a check has to say about an image.</summary>
/// <param name="Severity">Whether it refuses the image.</param>
/// <param name="Code">Stable identifier such as CAPROCK0201; empty for a note.</param>
/// <param name="Message">Complete sentence for people.</param>
public sealed record Finding(FindingSeverity Severity, string Code, string Message)
{
    /// <summary>A refusal.</summary>
    public static Finding Error(string code, string message) => new(FindingSeverity.Error, code, message);

    /// <summary>A figure.</summary>
    public static Finding Note(string message) => new(FindingSeverity.Note, "", message);

    /// <summary>The finding as one line that MSBuild recognises.</summary>
    public string Format(string path) => Severity == FindingSeverity.Error
        ? $"{path} : error {Code}: {Message}"
        : $"{path}: {Message}";
}
