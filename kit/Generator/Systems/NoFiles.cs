// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Reading;

namespace Caprock.Kit.Generator.Systems;

/// <summary>Stands in for the files that memory regions begin with: what they contain decides about no name.</summary>
internal sealed class NoFiles : IDescriptionFiles
{
    private static readonly byte[] s_something = [0];

    /// <inheritdoc/>
    public string Places => "the folders of the system's project";

    /// <inheritdoc/>
    public byte[] TryRead(string path) => s_something;
}
