// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Boot;

/// <summary>A file the boot loader puts into memory for the kernel.</summary>
/// <param name="Path">The file.</param>
/// <param name="CommandLine">Text the kernel finds beside it; the file's name when empty.</param>
public sealed record BootModule(string Path, string CommandLine = "");
