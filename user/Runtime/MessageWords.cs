// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User;

/// <summary>The four message words that travel in registers.</summary>
public struct MessageWords
{
    /// <summary>Message word 0.</summary>
    public ulong Word0;

    /// <summary>Message word 1.</summary>
    public ulong Word1;

    /// <summary>Message word 2.</summary>
    public ulong Word2;

    /// <summary>Message word 3.</summary>
    public ulong Word3;
}
