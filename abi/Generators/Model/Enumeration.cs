// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>An enum of the interface.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="BaseType">Underlying C# type.</param>
/// <param name="IsFlags">Whether members are combined.</param>
/// <param name="IsWidened">Whether C has it as a 64-bit type.</param>
/// <param name="CCount">C name of the number of members, empty when there is none.</param>
/// <param name="Members">Its members.</param>
public sealed record Enumeration(Named About, string BaseType, bool IsFlags, bool IsWidened, string CCount, IReadOnlyList<Number> Members);
