// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>Room for a thread's name: 32 bytes, the last one zero.</summary>
public struct ThreadName
{
    /// <summary>Bytes of a name with its final zero.</summary>
    public const int Bytes = 32;

    /// <summary>First eight bytes.</summary>
    public ulong Word0;

    /// <summary>Second eight bytes.</summary>
    public ulong Word1;

    /// <summary>Third eight bytes.</summary>
    public ulong Word2;

    /// <summary>Last eight bytes.</summary>
    public ulong Word3;
}
