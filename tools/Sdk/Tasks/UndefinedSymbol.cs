// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Sdk.Tasks;

/// <summary>A symbol that the linker did not find, and who asks for it.</summary>
/// <param name="Name">The symbol.</param>
/// <param name="References">The places that refer to it, as far as the linker lists them.</param>
public sealed record UndefinedSymbol(string Name, IReadOnlyList<SymbolReference> References);
