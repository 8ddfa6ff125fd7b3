// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Analyzers.Allocation;

namespace Caprock.Tests.Unit.Analyzers;

/// <summary>Exceptions, run-time dispatch, stack buffers and wide copies in freestanding code.</summary>
public sealed class ControlFlowAnalyzerTests
{
    private const string Structs = """
        unsafe struct Buffered { public fixed byte Bytes[16]; }
        struct Wrapper { public Buffered Inner; }
        struct Pair { public ulong First, Second; }
        struct Word { public ulong Value; }
        static class Store { public static Pair Saved; }
        """;

    [Theory]
    [InlineData("CAP2009", "try { number = 1; } finally { number = 2; }")]
    [InlineData("CAP2009", "try { number = 1; } catch { number = 2; }")]
    [InlineData("CAP2009", "lock (holder) { }")]
    [InlineData("CAP2009", "using (IDisposable held = null!) { }")]
    [InlineData("CAP2009", "using IDisposable held = null!;")]
    [InlineData("CAP2010", "throw null!;")]
    [InlineData("CAP2010", "holder = holder ?? throw null!;")]
    public void Exceptions_and_protected_regions_are_refused(string rule, string statements) =>
        Analysis.Refused(Analysis.Freestanding<ExceptionAnalyzer>(Analysis.Method(statements)), rule);

    [Fact]
    public void Code_without_exceptions_passes() =>
        Analysis.Accepted(Analysis.Freestanding<ExceptionAnalyzer>(Analysis.Method("fixed (int* pinned = numbers) { number = *pinned; }")));

    [Theory]
    [InlineData("int area = shape.Area();")]
    [InlineData("int value = holder.Get();")]
    [InlineData("string name = holder.ToString();")]
    public void A_call_that_an_object_decides_is_refused(string statements) =>
        Analysis.Refused(Analysis.Freestanding<DispatchAnalyzer>(Analysis.Method(statements)), "CAP2014");

    [Fact]
    public void A_call_that_the_compiler_decides_passes() =>
        Analysis.Accepted(Analysis.Freestanding<DispatchAnalyzer>(Analysis.Method("""
            number = square.Area() + Measure(square) + text.Length;
            static int Measure<T>(T item) where T : struct, IShape => item.Area();
            """)));

    [Theory]
    [InlineData("CAP2011", "int* buffer = stackalloc int[4];")]
    [InlineData("CAP2011", "Span<int> buffer = stackalloc[] { 1, 2 };")]
    [InlineData("CAP2012", "Buffered buffer;")]
    [InlineData("CAP2012", "Wrapper buffer = default;")]
    public void Buffers_on_the_stack_are_refused(string rule, string statements) =>
        Analysis.Refused(Analysis.Freestanding<StackBufferAnalyzer>(Analysis.Method(statements) + Structs), rule);

    [Fact]
    public void A_buffer_behind_a_pointer_passes() =>
        Analysis.Accepted(
            Analysis.Freestanding<StackBufferAnalyzer>(Analysis.Method("Buffered* buffer = null; Word word = default;") + Structs));

    [Theory]
    [InlineData("*a = *b;")]
    [InlineData("*a = default;")]
    [InlineData("*a = new Pair();")]
    [InlineData("a[1] = b[2];")]
    [InlineData("a[1] = default;")]
    [InlineData("r = *b;")]
    [InlineData("*a = r;")]
    [InlineData("r = default;")]
    [InlineData("Store.Saved = *a;")]
    [InlineData("Store.Saved = default;")]
    [InlineData("h->Inner = *a;")]
    [InlineData("h->Inner = default;")]
    public void Wide_copies_in_the_kernel_are_refused(string statement) =>
        Analysis.Refused(Analysis.Freestanding<StructCopyAnalyzer>(Copy(statement), "Kernel"), "CAP2013");

    [Theory]
    [InlineData("*a = Make();")]
    [InlineData("Pair local = *a; *b = local;")]
    [InlineData("Pair local = default;")]
    [InlineData("a->First = b->First;")]
    [InlineData("*w = *v; *w = default;")]
    [InlineData("a = b;")]
    public void Narrow_copies_and_values_in_registers_pass(string statement) =>
        Analysis.Accepted(Analysis.Freestanding<StructCopyAnalyzer>(Copy(statement), "Kernel"));

    [Fact]
    public void A_component_may_copy_as_it_likes() => Analysis.Accepted(Analysis.Freestanding<StructCopyAnalyzer>(Copy("*a = *b;")));

    private static string Copy(string statement) => $$"""
        struct Holder { public int Kind; public Pair Inner; }
        static unsafe class Sample
        {
            static Pair Make() => default;
            static void Run(Pair* a, Pair* b, ref Pair r, Holder* h, Word* w, Word* v)
            {
                {{statement}}
            }
        }
        """ + Structs;
}
