// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Sdk.Tasks;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>How the linker's words are read and explained.</summary>
public sealed class LinkerOutputTests
{
    private const string TwoErrors = """
        ld.lld: error: undefined symbol: RhpNewFast
        >>> referenced by Thing.cs:12 (/sources/Thing.cs:12)
        >>>               /objects/x.managed.o:(X_Caprock_Thing__Make)
        >>> referenced by Other.cs:3 (/sources/Other.cs:3)
        >>>               /objects/x.managed.o:(X_Caprock_Other__Make)

        ld.lld: error: section .text virtual address range overlaps with .rodata
        >>> .text range is [0x1000, 0x2000]
        """;

    [Fact]
    public void Undefined_symbols_come_with_function_file_and_line()
    {
        LinkerOutput output = LinkerOutput.Parse(TwoErrors);

        UndefinedSymbol symbol = Assert.Single(output.Undefined);
        Assert.Equal("RhpNewFast", symbol.Name);
        Assert.Equal([("/sources/Thing.cs", 12), ("/sources/Other.cs", 3)], symbol.References.Select(place => (place.File!, place.Line)));
    }

    [Fact]
    public void Other_errors_are_kept_whole()
        => Assert.Equal(
            "section .text virtual address range overlaps with .rodata >>> .text range is [0x1000, 0x2000]",
            Assert.Single(LinkerOutput.Parse(TwoErrors).OtherErrors));

    [Fact]
    public void Every_reference_is_named_once()
    {
        string message = LinkImage.Message("Component", "calculator", LinkerOutput.Parse(TwoErrors).Undefined[0]);

        Assert.Contains("referenced from Thing.Make, Other.Make.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RhpNewFast", "`new` on a class")]
    [InlineData("RhpNewArrayFast", "array with `new`")]
    [InlineData("RhpAssignRef", "object reference")]
    [InlineData("RhpThrowEx", "throws an exception")]
    [InlineData("RhpPInvoke", "DllImport")]
    [InlineData("__security_cookie", "stackalloc")]
    [InlineData("RhpStackProbe", "more than a page")]
    [InlineData("RhTypeCast_IsInstanceOfClass", "type of an object")]
    [InlineData("RhpSomethingNew", "service of the .NET run-time")]
    public void Known_helpers_are_explained(string symbol, string cause)
        => Assert.Contains(cause, RuntimeSymbol.Find(symbol)!.Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData("enter_user")]
    [InlineData("memset")]
    public void Other_symbols_are_not_taken_for_helpers(string symbol) => Assert.Null(RuntimeSymbol.Find(symbol));
}
