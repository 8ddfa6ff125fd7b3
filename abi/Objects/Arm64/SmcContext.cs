// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Objects.Arm64;

/// <summary>The registers of a secure monitor call.</summary>
public struct SmcContext
{
}
