// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>A system laid out: what is created, who gets what, what lies where.</summary>
/// <param name="System">The description.</param>
/// <param name="Programs">Its programs, by protection domain; the monitor's comes last.</param>
/// <param name="Tables">What the initialiser does.</param>
public sealed record SystemLayout(SystemDescription System, IReadOnlyList<Program> Programs, LayoutTables Tables)
{
    /// <summary>The layout as the initialiser reads it; the same bytes for the same inputs.</summary>
    public byte[] ToBytes() => LayoutWriter.Write(Tables);
}
