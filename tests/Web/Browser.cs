// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Web;

/// <summary>Chromium without a window, with a profile of its own for each visit.</summary>
internal static class Browser
{
    /// <summary>Its program.</summary>
    public const string Program = "chromium";

    private const int SecondsToVisit = 120;

    /// <summary>What it is always told: to keep to itself, and what it keeps to a folder.</summary>
    public static string[] Options(DirectoryInfo profile) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-sync", "--disable-component-update", "--user-data-dir=" + profile.FullName,
    ];

    /// <summary>The document as it is when its scripts have run for a while.</summary>
    public static string Document(Uri address, int milliseconds) =>
        Visit(address, $"--virtual-time-budget={milliseconds}", "--dump-dom");

    /// <summary>What a person sees in a window of this size.</summary>
    public static Picture Screenshot(Uri address, int width, int height, int milliseconds)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        try
        {
            Visit(
                address, $"--window-size={width},{height}", "--hide-scrollbars", $"--virtual-time-budget={milliseconds}",
                "--screenshot=" + file);
            return Picture.Read(File.ReadAllBytes(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Visit(Uri address, params string[] options)
    {
        var profile = Directory.CreateTempSubdirectory("caprock-browser");
        try
        {
            string[] arguments = [.. Options(profile), .. options, address.ToString()];
            return new HostCommand(Program, arguments) { Limit = TimeSpan.FromSeconds(SecondsToVisit) }.Run().Answer;
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
