// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>Contents of a file that a memory region begins with.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">What it contains.</param>
public sealed record PrefillData(string Path, ReadOnlyMemory<byte> Bytes);
