// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Bench.Network.Host;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    /// <summary>Where the figures go; to standard output without it.</summary>
    public string? Json { get; private set; }

    /// <summary>Whether Linux is measured too.</summary>
    public bool HasLinux { get; private set; } = true;

    /// <summary>Whether each figure is of few datagrams and requests.</summary>
    public bool IsShort { get; private set; }

    /// <summary>Datagrams of the long form, after which everything must be as before; none without it.</summary>
    public int LongCount { get; private set; }

    /// <summary>The only kind of rows that are measured; all without it.</summary>
    public string? Only { get; private set; }

    /// <summary>Whether to measure what it saves that the card does checksums.</summary>
    public bool IsOffload { get; private set; }

    /// <summary>Where a profile of one row goes.</summary>
    public string? Profile { get; private set; }

    /// <summary>Of the profile: kind, bytes, burst.</summary>
    public string[] ProfiledRow { get; private set; } = [];

    /// <summary>Reads the arguments.</summary>
    public static Settings Read(string[] arguments)
    {
        var settings = new Settings();
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--json":
                    settings.Json = arguments[++i];
                    break;
                case "--short":
                    settings.IsShort = true;
                    break;
                case "--caprock-only":
                    settings.HasLinux = false;
                    break;
                case "--long":
                    settings.LongCount = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--only":
                    settings.Only = arguments[++i];
                    break;
                case "--offload":
                    settings.IsOffload = true;
                    break;
                case "--profile":
                    settings.Profile = arguments[++i];
                    settings.ProfiledRow = arguments[++i].Split(',');
                    break;
                default:
                    throw new BenchException($"unknown argument {arguments[i]}");
            }
        }

        return settings;
    }
}
