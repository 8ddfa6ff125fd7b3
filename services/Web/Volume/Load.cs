// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>Opens a file, learns what it is, reads the blocks that are wanted of it, and closes it: one command at a time.</summary>
internal struct Load
{
    /// <summary>The command under way.</summary>
    public LoadStep Step;

    /// <summary>The file.</summary>
    public ushort File;

    /// <summary>Its generation when the load began.</summary>
    public ushort Generation;

    /// <summary>The block being read.</summary>
    public ushort Block;

    /// <summary>The open file.</summary>
    public uint Handle;
}
