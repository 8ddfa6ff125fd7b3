// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit;

/// <summary>What the answerer counts in shared memory.</summary>
public struct Counts
{
    public uint Calls;
}
