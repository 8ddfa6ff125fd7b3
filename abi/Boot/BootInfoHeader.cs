// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot;

/// <summary>Head of a part of the additional boot information.</summary>
[Record]
[CName("seL4_BootInfoHeader")]
public struct BootInfoHeader
{
    /// <summary>What it is.</summary>
    [CName("id")]
    public BootInfoHeaderId Id;

    /// <summary>Bytes of the part, this head included.</summary>
    [CName("len")]
    public ulong Length;
}
