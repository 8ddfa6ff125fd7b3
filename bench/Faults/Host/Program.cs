// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caprock.Bench.Faults;

/// <summary>
/// The campaign as a program: faultbench disk|network COUNT SEED MINUTES FILE, which gets the result; behind it can stand the only
/// COMPONENT:KIND to inject into. COUNT can be FIRST-END, to repeat some.
/// </summary>
internal static class Program
{
    private const int LeastArguments = 5;

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private static int Main(string[] arguments)
    {
        if (arguments.Length is not (LeastArguments or LeastArguments + 1) || arguments[0] is not ("disk" or "network"))
        {
            Console.Error.WriteLine("faultbench disk|network COUNT SEED MINUTES FILE [COMPONENT:KIND]");
            return 2;
        }

        var isDisk = arguments[0] == "disk";
        var range = arguments[1].Split('-');
        var seed = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        var file = arguments[4];
        var victims = isDisk ? DiskWorkload.Victims() : NetworkWorkload.Victims();
        _ = new Campaign(isDisk ? () => new DiskWorkload() : () => new NetworkWorkload(), victims, seed)
        {
            First = range.Length == 1 ? 0 : int.Parse(range[0], CultureInfo.InvariantCulture),
            End = int.Parse(range[^1], CultureInfo.InvariantCulture),
            Most = TimeSpan.FromMinutes(double.Parse(arguments[3], CultureInfo.InvariantCulture)),
            Only = arguments.ElementAtOrDefault(LeastArguments),
        }.Run(result => File.WriteAllText(file, JsonSerializer.Serialize(result, Layout)));
        return 0;
    }
}
