// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Description.Programs;

/// <summary>A variable of a program made for a test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Address">Where it lies; null for behind the one before.</param>
internal sealed record TestVariable(string Name, ulong Bytes = 8, ulong? Address = null);
