// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Systems;

/// <summary>What of a system description matters for names.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsReadable">Whether it could be read at all.</param>
/// <param name="Domains">Protection domains.</param>
/// <param name="Findings">Its errors.</param>
internal sealed record SystemView(string Path, bool IsReadable, EquatableList<DomainView> Domains, EquatableList<Finding> Findings)
{
    /// <summary>The file's name without folders.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);
}
