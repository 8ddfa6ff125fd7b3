// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Objects;

/// <summary>The registers of a thread: as many words as the instruction set's UserContextRegister names.</summary>
public struct UserContext
{
}
