// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Builder;

/// <summary>What a system is built from, and what is written.</summary>
public sealed record SystemOptions
{
    /// <summary>The description.</summary>
    public required string Description { get; init; }

    /// <summary>Folders where its programs and files are looked for; its own folder comes last.</summary>
    public required IReadOnlyList<string> SearchFolders { get; init; }

    /// <summary>The initialiser, without symbols.</summary>
    public required string Initialiser { get; init; }

    /// <summary>The monitor, with symbols.</summary>
    public required string Monitor { get; init; }

    /// <summary>The program for the kernel to start.</summary>
    public required string Output { get; init; }

    /// <summary>Where the report is written, as JSON.</summary>
    public string? Report { get; init; }

    /// <summary>Where the picture is written, as SVG.</summary>
    public string? Picture { get; init; }
}
