// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Tests.Web;

/// <summary>Chromium without a window, with a profile of its own for each visit.</summary>
internal static class Browser
{
    private const int SecondsToVisit = 120;

    /// <summary>The document as it is when its scripts have run for a while.</summary>
    public static string Document(Uri address, int milliseconds) =>
        Visit(address, $"--virtual-time-budget={milliseconds}", "--dump-dom");

    /// <summary>What a person sees in a window of this size.</summary>
    public static Picture Screenshot(Uri address, int width, int height, int milliseconds)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        try
        {
            Visit(address, $"--window-size={width},{height}", "--hide-scrollbars", $"--virtual-time-budget={milliseconds}", "--screenshot=" + file);
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
            using var process = Process.Start(new ProcessStartInfo(
                "chromium",
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--user-data-dir=" + profile.FullName, .. options, address.ToString(),
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(SecondsToVisit)))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"the browser did not finish its visit to {address}");
            }

            return output.GetAwaiter().GetResult();
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
