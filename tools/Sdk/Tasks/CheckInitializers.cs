// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.Build.Framework;

namespace Caprock.Tools.Sdk.Tasks;

/// <summary>Refuses an object file with a class constructor left in it: nothing would ever run it.</summary>
/// <remarks>The ahead-of-time compiler evaluates static initialisers while it compiles and keeps a constructor only for what it
/// could not evaluate. There is no run-time that would call that constructor, so the fields would silently stay zero.</remarks>
public sealed class CheckInitializers : Microsoft.Build.Utilities.Task
{
    private const string Marker = "___cctor";

    /// <summary>The object file.</summary>
    [Required]
    public string ObjectFile { get; set; } = "";

    /// <summary>Name of the image, for the message.</summary>
    [Required]
    public string ImageName { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (string symbol in ElfSymbols.Read(ObjectFile))
        {
            if (symbol.EndsWith(Marker, StringComparison.Ordinal))
            {
                Log.LogError(null, "CAPROCK0103", null, null, 0, 0, 0, 0,
                    "{0}: a static field initialiser of {1} cannot be evaluated at compile time, and nothing would run it: the field would "
                    + "silently stay zero. Use a constant, a ReadOnlySpan<byte> property over a literal, or set the field in start-up "
                    + "code.",
                    ImageName, ManagedName.Readable(symbol[..^Marker.Length]));
            }
        }

        return !Log.HasLoggedErrors;
    }
}
