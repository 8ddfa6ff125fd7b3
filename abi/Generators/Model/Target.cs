// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>What the interface is generated for.</summary>
/// <param name="Name">Name of the profile.</param>
/// <param name="Folder">Folder below abi/Generated.</param>
/// <param name="Summary">What it is for.</param>
/// <param name="Isa">Instruction set.</param>
/// <param name="Features">Features present.</param>
/// <param name="Parameters">Parameters of the kernel build.</param>
public sealed record Target(
    string Name, string Folder, string Summary, string Isa, IReadOnlySet<string> Features, IReadOnlyList<Number> Parameters);
