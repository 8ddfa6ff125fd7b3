// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Image.Commands;

namespace Caprock.Tools.Image;

/// <summary>The <c>image</c> tool: checks, measures and packs linked images.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        RootCommand root = new("Checks, measures and packs linked images.")
        {
            CheckCommand.Create(), SizesCommand.Create(), IsoCommand.Create(), WorstCommand.Create(),
        };
        return root.Parse(arguments).Invoke();
    }
}
