// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.RegularExpressions;

namespace Caprock.Kit.Description.Model;

/// <summary>Place of a device on the PCI bus, written bus:device.function in hexadecimal.</summary>
/// <remarks>Source: PCI Local Bus Specification 3.0, 3.2.2.3: 8, 5 and 3 bits.</remarks>
public readonly partial record struct PciAddress(byte Bus, byte Device, byte Function)
{
    /// <summary>How it is written.</summary>
    public const string Notation =
        "write bus:device.function in hexadecimal, such as 01:1f.2, with bus up to ff, device up to 1f and function up to 7";

    private const string PartsPattern = @"\A([0-9a-fA-F]{1,2}):([0-9a-fA-F]{1,2})\.([0-9a-fA-F])\z";
    private const byte LastDevice = 31;
    private const byte LastFunction = 7;

    /// <summary>Reads the notation.</summary>
    public static bool TryParse(string text, out PciAddress address)
    {
        Match match = Parts().Match(text);
        address = match.Success ? new PciAddress(Part(match, 1), Part(match, 2), Part(match, 3)) : default;
        return match.Success && address.Device <= LastDevice && address.Function <= LastFunction;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bus:x2}:{Device:x2}.{Function:x}");

    private static byte Part(Match match, int group) =>
        byte.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(PartsPattern)]
    private static partial Regex Parts();
}
