// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Analyzers.Allocation;

namespace Caprock.Tests.Unit.Analyzers;

/// <summary>Objects, arrays, boxing, delegates and strings in freestanding code.</summary>
public sealed class AllocationAnalyzerTests
{
    [Theory]
    [InlineData("CAP2001", "Holder made = new Holder();")]
    [InlineData("CAP2001", "Holder made = new();")]
    [InlineData("CAP2001", "var made = new { number };")]
    [InlineData("CAP2001", "object made = new();")]
    [InlineData("CAP2002", "int[] made = new int[4];")]
    [InlineData("CAP2002", "int[] made = { 1, 2 };")]
    [InlineData("CAP2002", "int[] made = [number];")]
    [InlineData("CAP2002", "List(1, 2); static void List(params int[] all) { }")]
    [InlineData("CAP2002", "ReadOnlySpan<int> made = [.. numbers];")]
    [InlineData("CAP2003", "object boxed = number;")]
    [InlineData("CAP2003", "IShape boxed = square;")]
    [InlineData("CAP2003", "Enum boxed = color;")]
    [InlineData("CAP2003", "string name = color.ToString();")]
    [InlineData("CAP2003", "int hash = square.GetHashCode();")]
    [InlineData("CAP2003", "bool flag = color.HasFlag(color);", "CAP2003")]
    [InlineData("CAP2004", "Func<int> call = () => 1;")]
    [InlineData("CAP2004", "Func<int> call = holder.Get;")]
    [InlineData("CAP2004", "Action call = delegate { };")]
    [InlineData("CAP2006", "string built = $\"{text}!\";")]
    [InlineData("CAP2006", "string built = text + \"!\" + text;")]
    [InlineData("CAP2006", "text += \"!\";")]
    public void What_allocates_is_refused(string rule, string statements, params string[] more) =>
        Analysis.Refused(Analysis.Freestanding<AllocationAnalyzer>(Analysis.Method(statements)), [rule, .. more]);

    [Theory]
    [InlineData("Square made = new Square { Side = 3 };")]
    [InlineData("Square made = new();")]
    [InlineData("Square made = default;")]
    [InlineData("ReadOnlySpan<byte> made = \"text\"u8;")]
    [InlineData("ReadOnlySpan<byte> made = [1, 2, 3];")]
    [InlineData("ReadOnlySpan<byte> made = new byte[] { 1, 2, 3 };")]
    [InlineData("ReadOnlySpan<byte> made = [];")]
    [InlineData("ReadOnlySpan<int> made = [number, 2];")]
    [InlineData("Use(number); Use(square);")]
    [InlineData("int area = square.Area();")]
    [InlineData("string constant = \"a\" + \"b\";")]
    [InlineData("const string Name = \"a\"; string constant = $\"{Name}b\";")]
    [InlineData("int sum = number + (int)color;")]
    [InlineData("int? maybe = number;")]
    [InlineData("object same = holder;")]
    [InlineData("int captured = Local(); int Local() => number;")]
    [InlineData("delegate*<int> pointer = &Function; static int Function() => 1;")]
    public void What_does_not_allocate_passes(string statements) =>
        Analysis.Accepted(Analysis.Freestanding<AllocationAnalyzer>(Analysis.Method(statements)));

    [Fact]
    public void Ordinary_projects_and_the_core_library_may_allocate()
    {
        string source = Analysis.Method("Holder made = new Holder();");
        Analysis.Accepted(Analysis.Hosted<AllocationAnalyzer>(source));
        Analysis.Accepted(Analysis.Freestanding<AllocationAnalyzer>(source, "Library", "CoreLib"));
    }

    [Fact]
    public void Attributes_are_no_allocation() =>
        Analysis.Accepted(Analysis.Freestanding<AllocationAnalyzer>("[System.Obsolete(\"old\")] class Marked { }"));

    [Fact]
    public void A_static_initialiser_with_an_array_is_refused() =>
        Analysis.Refused(
            Analysis.Freestanding<AllocationAnalyzer>("static class Table { static readonly int[] s_all = [1, 2]; }"), "CAP2002");

    [Theory]
    [InlineData("CAP2005", "System.Collections.Generic.IEnumerable<int> Count() { yield return 1; }")]
    [InlineData("CAP2005", "async System.Threading.Tasks.Task Wait() { }")]
    [InlineData("CAP2005", "async System.Threading.Tasks.ValueTask Wait() { }")]
    [InlineData("CAP2005", "void Outer() { async System.Threading.Tasks.Task Wait() { } }")]
    public void Iterators_and_async_methods_are_refused(string rule, string member) =>
        Analysis.Refused(Analysis.Freestanding<StateMachineAnalyzer>($"class Sample {{ {member} }}"), rule);

    [Fact]
    public void An_async_method_whose_state_a_struct_of_ours_places_is_accepted() =>
        Analysis.Accepted(Analysis.Freestanding<StateMachineAnalyzer>("""
            using System.Runtime.CompilerServices;
            [AsyncMethodBuilder(typeof(Builder))] struct Run { }
            struct Builder
            {
                public Run Task => default;
                public static Builder Create() => default;
                public void Start<T>(ref T machine) where T : IAsyncStateMachine { }
                public void SetStateMachine(IAsyncStateMachine machine) { }
                public void SetResult() { }
                public void SetException(System.Exception exception) { }
                public void AwaitOnCompleted<A, T>(ref A awaiter, ref T machine) { }
                public void AwaitUnsafeOnCompleted<A, T>(ref A awaiter, ref T machine) { }
            }
            class Sample { async Run Wait() { } }
            """));

    [Theory]
    [InlineData("CAP2008", "foreach (int item in (IEnumerable<int>)numbers) { }")]
    [InlineData("CAP2009", "foreach (int item in new Counter()) { }")]
    public void Enumerating_through_objects_is_refused(string rule, string statement) =>
        Analysis.Refused(Analysis.Freestanding<EnumerationAnalyzer>(Analysis.Method(statement) + """

            struct Counter
            {
                public Counter GetEnumerator() => this;
                public int Current => 0;
                public bool MoveNext() => false;
            }
            """.Replace("struct Counter\r\n", "struct Counter\n").Replace(
                "struct Counter\n{",
                rule == "CAP2009" ? "struct Counter : IDisposable\n{ public void Dispose() { }" : "struct Counter\n{")), rule);

    [Theory]
    [InlineData("foreach (int item in numbers) { }")]
    [InlineData("foreach (int item in numbers.AsSpan()) { }")]
    [InlineData("foreach (char item in text) { }")]
    public void Enumerating_arrays_and_spans_passes(string statement) =>
        Analysis.Accepted(Analysis.Freestanding<EnumerationAnalyzer>(Analysis.Method(statement)));
}
