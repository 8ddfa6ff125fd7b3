// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit;

/// <summary>A structure with a gap.</summary>
public struct Box
{
    public byte Width;
    public ulong Height;
    public Side Top;
}
