// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Building;

/// <summary>A project of an example.</summary>
/// <param name="Name">The name of the project and of its program.</param>
/// <param name="Path">Where the project is.</param>
internal sealed record ComponentProject(string Name, string Path);
