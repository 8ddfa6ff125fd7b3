// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit;

/// <summary>A side of a box.</summary>
public enum Side : byte
{
    Front,
    Back,
}
