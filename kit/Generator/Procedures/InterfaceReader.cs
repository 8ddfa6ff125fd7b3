// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Caprock.Kit.Generator.Procedures;

/// <summary>Reads interfaces of procedures and checks them.</summary>
internal sealed class InterfaceReader
{
    /// <summary>The attribute that marks them.</summary>
    public const string Attribute = "Caprock.Kit.Components.ProceduresAttribute";

    private static readonly string[] s_channelMembers =
        ["Notify", "NotifyDeferred", "Call", "Id", "PeerGeneration", "Equals", "GetHashCode", "GetType", "ToString"];

    private readonly List<Finding> _findings = [];
    private readonly INamedTypeSymbol _type;
    private readonly WordReader _words;
    private readonly Place? _fallback;

    private InterfaceReader(INamedTypeSymbol type, IAssemblySymbol assembly, Place? fallback)
    {
        _type = type;
        _words = new WordReader(assembly);
        _fallback = fallback;
    }

    /// <summary>Reads an interface. What is wrong with one of another assembly is reported at the fallback.</summary>
    public static ProcedureInterface Read(INamedTypeSymbol type, IAssemblySymbol assembly, Place? fallback = null) =>
        new InterfaceReader(type, assembly, fallback).Read();

    private ProcedureInterface Read()
    {
        if (_type.IsGenericType || _type.Interfaces.Length != 0)
        {
            string problem = _type.IsGenericType ? "is generic" : "has a base interface";
            Report(Rules.Shape, _type, _type.Name, problem, "both sides number the procedures of one plain interface");
        }

        List<Procedure> procedures = [];
        int label = 0;
        foreach (ISymbol member in _type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                if (Read(method, label++) is Procedure procedure)
                {
                    procedures.Add(procedure);
                }
            }
            else if (!member.IsImplicitlyDeclared && member is not IMethodSymbol)
            {
                Report(Rules.Shape, member, $"{_type.Name}.{member.Name}", "is no method", "make it one");
            }
        }

        return new ProcedureInterface(_type.Name, procedures.ToEquatableList(), _findings.ToEquatableList());
    }

    private Procedure? Read(IMethodSymbol method, int label)
    {
        string name = $"{_type.Name}.{method.Name}";
        if (Misshape(method) is (string problem, string advice))
        {
            Report(Rules.Shape, method, name, problem, advice);
            return null;
        }

        int before = _findings.Count;
        List<Parameter> parameters = [.. method.Parameters.Select(parameter => Read(parameter, name))];
        Parameter? result = method.ReturnsVoid
            ? null
            : new Parameter(
                "result",
                "out ",
                TypeName(method.ReturnType),
                Passing.Reply,
                Words(method.ReturnType, "the result", method, name));
        Procedure procedure = new(SyntaxFacts.GetKeywordKind(method.Name) == SyntaxKind.None ? method.Name : "@" + method.Name,
            label, parameters.ToEquatableList(), result);
        CheckLength(method, name, "takes", procedure.RequestWords);
        CheckLength(method, name, "gives", procedure.ReplyWords);
        return _findings.Count == before ? procedure : null;
    }

    private (string Problem, string Advice)? Misshape(IMethodSymbol method)
    {
        if (method.IsGenericMethod)
        {
            return ("is generic", "name the types");
        }

        if (method.IsStatic || !method.IsAbstract)
        {
            return (method.IsStatic ? "is static" : "has a body", "declare it and nothing more, the server's component has the body");
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return ("returns a reference", "return the value");
        }

        if (_type.GetMembers(method.Name).Length > 1)
        {
            return ("has a name that another one has", "give each procedure a name of its own");
        }

        return s_channelMembers.Contains(method.Name) ? ("has a name that every channel has", "choose another") : null;
    }

    private Parameter Read(IParameterSymbol parameter, string procedure)
    {
        (string modifier, Passing passing) = parameter.RefKind switch
        {
            RefKind.None => ("", Passing.Request),
            RefKind.In or RefKind.RefReadOnlyParameter => ("in ", Passing.Request),
            RefKind.Out => ("out ", Passing.Reply),
            _ => ("ref ", Passing.Both),
        };
        string name = SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;
        EquatableList<Word> words = Words(parameter.Type, parameter.Name, parameter, procedure);
        return new Parameter(name, modifier, TypeName(parameter.Type), passing, words);
    }

    private EquatableList<Word> Words(ITypeSymbol type, string what, ISymbol at, string procedure)
    {
        List<Word> words = [];
        if (_words.Read(type, "", words) is string problem)
        {
            Report(Rules.Unsendable, at, what, procedure, problem);
        }

        return words.ToEquatableList();
    }

    private void CheckLength(IMethodSymbol method, string name, string verb, int words)
    {
        if (words > Procedure.MostWords)
        {
            Report(Rules.TooLong, method, name, verb, $"{words}", $"{Procedure.MostWords}");
        }
    }

    private void Report(DiagnosticDescriptor rule, ISymbol at, params string[] arguments)
    {
        Place? place = Place.Of(at.Locations.FirstOrDefault());
        _findings.Add(new Finding(rule, place ?? _fallback, arguments));
    }

    private static string TypeName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
