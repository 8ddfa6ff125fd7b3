// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using System.Text.Json;
using Caprock.Kit.Elf;
using Caprock.Tools.Image.Sizes;

namespace Caprock.Tools.Image.Commands;

/// <summary><c>image sizes</c>: how much memory an image takes.</summary>
internal static class SizesCommand
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true,
    };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        Argument<FileInfo> path = new("elf") { Description = "The image." };
        Option<bool> json = new("--json") { Description = "Write JSON instead of a table." };
        Command command = new("sizes", "Print the sizes of text, constants, data, zero-filled data and stack in bytes.") { path, json };
        command.SetAction(result =>
        {
            try
            {
                Print(ImageSizes.Of(ElfImage.Load(result.GetValue(path)!.FullName)), result.GetValue(json));
                return 0;
            }
            catch (Exception exception) when (exception is ElfFormatException or IOException)
            {
                Console.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return command;
    }

    private static void Print(ImageSizes sizes, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(sizes, s_json));
            return;
        }

        (string Name, ulong Bytes)[] rows =
        [
            ("text", sizes.Text), ("rodata", sizes.ReadOnlyData), ("unwind", sizes.Unwind), ("data", sizes.Data),
            ("bss", sizes.Bss), ("of which stack", sizes.Stack), ("total", sizes.Total),
        ];
        foreach ((string name, ulong bytes) in rows)
        {
            Console.Out.WriteLine($"{name,-16}{bytes,10}");
        }
    }
}
