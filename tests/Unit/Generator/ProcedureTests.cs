// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Caprock.Tests.Unit.Generator.Texts;

namespace Caprock.Tests.Unit.Generator;

/// <summary>Typed protected calls: what may be sent, and what server and client must say.</summary>
public sealed class ProcedureTests
{
    [Theory]
    [InlineData("void Go<T>();", "'IT.Go' is generic; name the types")]
    [InlineData("static void Go() { }", "'IT.Go' is static; declare it and nothing more, the server's component has the body")]
    [InlineData("void Go() { }", "'IT.Go' has a body; declare it and nothing more, the server's component has the body")]
    [InlineData("ref int Go();", "'IT.Go' returns a reference; return the value")]
    [InlineData("int Go { get; }", "'IT.Go' is no method; make it one")]
    [InlineData("event Action Go;", "'IT.Go' is no method; make it one")]
    [InlineData("void Notify();", "'IT.Notify' has a name that every channel has; choose another")]
    public void Only_simple_methods_are_procedures(string member, string problem) =>
        Says(Build.Undescribed("[Procedures]\ninterface IT\n{\n" + member + "\n}"), "Demo.cs(4): CAP6010: " + problem);

    [Fact]
    public void Each_procedure_has_a_name_of_its_own() => Says(
        Build.Undescribed("[Procedures]\ninterface IT\n{\nvoid Go();\nvoid Go(int a);\n}"),
        "Demo.cs(4): CAP6010: 'IT.Go' has a name that another one has; give each procedure a name of its own",
        "Demo.cs(5): CAP6010: 'IT.Go' has a name that another one has; give each procedure a name of its own");

    [Theory]
    [InlineData("interface IT<T> { }", "is generic")]
    [InlineData("interface IT : IDisposable { }", "has a base interface")]
    public void The_interface_is_plain(string declaration, string problem) => Says(
        Build.Undescribed("[Procedures]\n" + declaration),
        $"Demo.cs(2): CAP6010: 'IT' {problem}; both sides number the procedures of one plain interface");

    [Theory]
    [InlineData("string a", "'string' is an object, which means nothing in another address space")]
    [InlineData("int[] a", "'int[]' is an object, which means nothing in another address space")]
    [InlineData("int* a", "an address means nothing in another address space")]
    [InlineData("double a", "'double' is no integer; send its bits")]
    [InlineData("Span<byte> a", "'Span<byte>' refers to memory; send an offset into a region that both map")]
    [InlineData("Channel a", "fields of 'Channel' must be visible and writable, for it is sent field by field")]
    [InlineData("Empty a", "'Empty' has no fields")]
    [InlineData("Buffer a", "'Buffer' contains a buffer; put it into a memory region that both map")]
    [InlineData("Hidden a", "fields of 'Hidden' must be visible and writable, for it is sent field by field")]
    [InlineData("Fixed a", "fields of 'Fixed' must be visible and writable, for it is sent field by field")]
    public void Only_numbers_are_sent(string parameter, string problem) => Says(
        Build.Undescribed(
            "struct Empty { } unsafe struct Buffer { public fixed int A[4]; } struct Hidden { private int a; public int Get() => a = 1; } "
            + "struct Fixed { public readonly int A; }\n"
            + $"[Procedures] unsafe interface IT {{\nvoid Go({parameter}); }}"),
        $"Demo.cs(3): CAP6011: 'a' of 'IT.Go' cannot be sent: {problem}");

    [Fact]
    public void A_result_is_held_to_the_same() => Says(
        Build.Undescribed("[Procedures] interface IT {\nstring Go(); }"),
        "Demo.cs(2): CAP6011: 'the result' of 'IT.Go' cannot be sent: 'string' is an object, which means nothing in another address space");

    [Fact]
    public void A_request_has_eight_words() => Says(
        Build.Undescribed("struct Pair { public int A, B; }\n[Procedures] interface IT {\n"
            + "void Eight(Pair a, Pair b, Pair c, Pair d);\nvoid Nine(Pair a, Pair b, Pair c, Pair d, int e); }"),
        "Demo.cs(4): CAP6012: 'IT.Nine' takes 9 words, and 8 can be sent; put more into a memory region that both map");

    [Fact]
    public void A_reply_has_eight_words() => Says(
        Build.Undescribed("struct Pair { public int A, B; }\n[Procedures] interface IT {\n"
            + "Pair Eight(out Pair b, ref Pair c, out Pair d);\nPair Nine(out Pair b, out Pair c, ref Pair d, out bool e); }"),
        "Demo.cs(4): CAP6012: 'IT.Nine' gives 9 words, and 8 can be sent; put more into a memory region that both map");

    [Fact]
    public void A_server_has_every_procedure() => Says(
        Build.Described(Pair, Server("") + "\n[Procedures] interface IT { void Go(in uint a, out bool b); }"),
        "Demo.cs(2): CAP6013: 'Sample' has no method 'Go'; it needs 'static void Go(in uint a, out bool b)', "
        + "which may have a 'Channel' of the caller in front");

    [Theory]
    [InlineData("static void Go(uint a) { }")]
    [InlineData("static int Go(ulong a) => 0;")]
    [InlineData("void Go(ulong a) { }")]
    [InlineData("static void Go(in ulong a) { }")]
    [InlineData("static void Go(ulong a, Channel caller) { }")]
    [InlineData("static void Go<T>(ulong a) { }")]
    public void A_method_that_does_not_fit_is_refused_at_its_line(string method) => Says(
        Build.Described(Pair, Server(method) + "\n[Procedures] interface IT { void Go(ulong a); }"),
        "Demo.cs(5): CAP6013: 'Sample.Go' does not fit 'IT.Go'; it needs 'static void Go(ulong a)', "
        + "which may have a 'Channel' of the caller in front");

    [Theory]
    [InlineData("static void Go(ulong b) { }")]
    [InlineData("static void Go(Channel caller, ulong b) { }")]
    [InlineData("static void Go(uint a) { } static void Go(ulong a) { }")]
    public void A_method_that_fits_is_served(string method) =>
        Says(Build.Described(Pair, Server(method) + "\n[Procedures] interface IT { void Go(ulong a); }"));

    [Fact]
    public void A_component_that_answers_itself_may_serve_as_well()
    {
        Build build = Build.Described(Pair, Server(
            "static void Go() { } public static void Protected(Channel caller, ref Message message) "
            + "{ if (!Serve(caller, ref message)) { message = new(7); } }") + Go);

        Assert.DoesNotContain("void Protected(", build.Source(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_serves_whom_nobody_may_call() => Says(
        Build.Described(Domain("server"), Server("static void Go() { }") + Go),
        "Demo.cs(2): CAP6014: nobody may call 'Sample'; add pp=\"true\" to a caller's end of a channel in the description");

    [Fact]
    public void Only_a_caller_is_served() => Says(
        Build.Described(
            Domain("server", 3) + Domain("a") + Channel("pd=\"a\" id=\"0\"", "pd=\"server\" id=\"0\""),
            Component("server", "[Serves<IT>(\"a\")]", "static void Go() { }") + Go),
        "Demo.cs(2): CAP6014: 'a' may not call 'Sample'; add pp=\"true\" to its end of the channel in the description");

    [Fact]
    public void Everybody_is_served_one_interface() => Says(
        Build.Described(
            Pair,
            Component("server", "[Serves<IT>, Serves<IU>]", "static void Go() { }") + Go + "\n[Procedures] interface IU { void Go(); }"),
        "Demo.cs(2): CAP6014: every caller gets both IT and IU; say whose caller gets which: [Serves<...>(\"channel\")]");

    [Fact]
    public void A_caller_is_served_one_interface() => Says(
        Build.Described(Pair, Component("server", "[Serves<IT>(\"client\"), Serves<IT>(\"Client\")]", "static void Go() { }") + Go),
        "Demo.cs(2): CAP6014: the caller 'Client' gets two interfaces; keep one of them");

    [Fact]
    public void A_client_uses_one_interface_of_a_channel() => Says(
        Build.Described(Pair, Component("client", "[Uses<IT>(\"server\"), Uses<IT>(\"Server\")]") + Go),
        "Demo.cs(2): CAP6014: 'Server' serves two interfaces; a channel has one; describe a second channel for the other");

    [Fact]
    public void A_client_that_may_not_call_uses_nothing() => Says(
        Build.Described(
            Domain("a", 3) + Domain("b", 4) + Channel("pd=\"a\" id=\"0\"", "pd=\"b\" id=\"0\""), Component("a", "[Uses<IT>(\"b\")]") + Go),
        "Demo.cs(2): CAP6007: 'calling b' is not allowed: 'a' has no protected procedure at 'b'; "
        + "add pp=\"true\" to its end at line 4 of the description");

    [Fact]
    public void What_may_be_called_once_the_description_is_right_is_not_complained_about() => Says(
        Build.Described(
            Domain("a", 3) + Domain("b", 4) + Channel("pd=\"a\" id=\"0\" pp=\"yes\"", "pd=\"b\" id=\"0\""),
            Component("a", "[Uses<IT>(\"b\")]", "public static void Init() { if (B.Go() == CallStatus.Answered) { B.Notify(); } }") + Go),
        "demo.system(4): CAP6001: pp cannot be 'yes'; it can be true or false");

    [Theory]
    [InlineData("int", "'Int32' is no interface of procedures; declare an interface marked [Procedures]")]
    [InlineData("IDisposable", "'IDisposable' is no interface of procedures; mark it [Procedures]")]
    public void Only_interfaces_of_procedures_are_used(string type, string problem) => Says(
        Build.Described(Pair, Component("client", $"[Uses<{type}>(\"server\")]")), "Demo.cs(2): CAP6009: " + problem);

    [Fact]
    public void What_is_wrong_with_an_interface_of_a_library_is_said_where_it_is_used()
    {
        CSharpCompilation library = CSharpCompilation.Create(
            "Protocol",
            [Build.Tree("IT.cs", "[Caprock.Kit.Components.Procedures] public interface IT { void Go(string text); void Stop(int a); }")],
            Library.References,
            Library.Compiling);
        using MemoryStream image = new();
        Assert.True(library.Emit(image).Success);

        Says(
            Build.Run(
                [("demo.system", $"<system>{Pair}</system>")],
                Component(
                    "client", "[Uses<IT>(\"server\")]", "public static void Init() { if (Server.Stop(3) == CallStatus.Restarted) { } }"),
                more: MetadataReference.CreateFromImage(image.ToArray())),
            "Demo.cs(2): CAP6011: 'text' of 'IT.Go' cannot be sent: 'string' is an object, which means nothing in another address space");
    }

    [Fact]
    public void The_untyped_call_of_a_channel_with_an_interface_is_gone() => Assert.StartsWith(
        "Demo.cs(5): CS1061: ",
        Assert.Single(Build.Described(
            Pair,
            Component(
                "client",
                "[Uses<IT>(\"server\")]",
                "public static void Init() { Message message = new(0); Server.Call(ref message); }") + Go).Messages),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("void Go(int a); uint Get();", true)]
    [InlineData("void Go(int b); uint Get();", true)]
    [InlineData("void Go(uint a); uint Get();", false)]
    [InlineData("void Go(ref int a); uint Get();", false)]
    [InlineData("void Go(); uint Get();", false)]
    [InlineData("void Do(int a); uint Get();", false)]
    [InlineData("uint Get(); void Go(int a);", false)]
    [InlineData("void Go(int a); ulong Get();", false)]
    [InlineData("void Go(int a); uint Get(); void More();", false)]
    public void The_component_tells_of_its_interface_by_a_name_that_differs_when_messages_do(string procedures, bool isAlike)
    {
        string first = Mark("void Go(int a); uint Get();");
        Assert.StartsWith("caprock_uses_", first, StringComparison.Ordinal);
        Assert.EndsWith("_IT", first, StringComparison.Ordinal);
        Assert.Equal(isAlike, Mark(procedures) == first);
    }

    [Fact]
    public void Client_and_server_tell_the_same_of_an_interface()
    {
        const string Interface = "\n[Procedures] public interface IT { void Go(ref int a); }";
        string client = Build.Described(Pair, Component("client", "[Uses<IT>(\"server\")]") + Interface).Source();
        string server = Build.Described(Pair, Component("server", "[Serves<IT>]", "static void Go(ref int a) { }") + Interface).Source();
        Assert.Equal(MarkIn(client).Split('_')[3..], MarkIn(server).Split('_')[3..]);
    }

    private static string Mark(string procedures) => MarkIn(Build.Described(
        Pair, Component("client", "[Uses<IT>(\"server\")]") + "\n[Procedures] public interface IT { " + procedures + " }").Source());

    private static string MarkIn(string source) =>
        source.Split('"').Single(text => text.StartsWith("caprock_uses_", StringComparison.Ordinal)
            || text.StartsWith("caprock_serves_", StringComparison.Ordinal));

    private const string Go = "\n[Procedures] interface IT { void Go(); }";

    private static string Server(string members) => Component("server", "[Serves<IT>]", members);

    private static void Says(Build build, params string[] messages) =>
        Assert.Equal(string.Join('\n', messages), string.Join('\n', build.Messages));
}
