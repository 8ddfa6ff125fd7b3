// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>The addresses that belong to one function: from its symbol to the next function's, padding included.</summary>
/// <param name="Name">The symbol, or section and offset where there is none.</param>
/// <param name="Start">First address.</param>
/// <param name="End">First address behind it.</param>
/// <param name="IsTyped">Whether a symbol declares it a function, so that its bytes are certainly instructions.</param>
public sealed record FunctionExtent(string Name, ulong Start, ulong End, bool IsTyped)
{
    /// <summary>Whether the address lies in the extent.</summary>
    public bool Contains(ulong address) => address >= Start && address < End;
}
