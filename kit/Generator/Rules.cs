// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Caprock.Kit.Generator;

/// <summary>Everything the generator can complain about.</summary>
internal static class Rules
{
    /// <summary>The description is wrong; reported at its line.</summary>
    public static readonly DiagnosticDescriptor Description = Error("CAP6001", "The system description is right", "{0}; {1}");

    /// <summary>There is no description, or more than one.</summary>
    public static readonly DiagnosticDescriptor OneDescription = Error(
        "CAP6002",
        "A component belongs to one system",
        "'{0}' has {1}; name one in the project file: <SystemDescription Include=\"...\" />, or write [Component] without a name");

    /// <summary>The type cannot be a component.</summary>
    public static readonly DiagnosticDescriptor PartialStruct = Error(
        "CAP6003", "A component is a partial struct", "'{0}' {1}; write 'partial struct {0}'");

    /// <summary>The description has no such protection domain.</summary>
    public static readonly DiagnosticDescriptor UnknownDomain = Error(
        "CAP6004", "A component is described", "{0} has no protection domain '{1}'; {2}");

    /// <summary>A project has two components.</summary>
    public static readonly DiagnosticDescriptor OneComponent = Error(
        "CAP6005", "A program has one component", "'{0}' is a second component beside '{1}'; give each a project of its own");

    /// <summary>The component declares a member with a name that the description gives.</summary>
    public static readonly DiagnosticDescriptor TakenName = Error(
        "CAP6006", "Names of the description are the description's", "'{0}' is the name of {1}; rename this member");

    /// <summary>The description does not allow it.</summary>
    public static readonly DiagnosticDescriptor Refused = Error(
        "CAP6007", "The description allows what a component does", "'{0}' is not allowed: {1}");

    /// <summary>There is no channel or region of that name.</summary>
    public static readonly DiagnosticDescriptor UnknownName = Error(
        "CAP6008", "Names are in the description", "'{0}' has no {1} '{2}'; {3}");

    /// <summary>The type is no interface of procedures.</summary>
    public static readonly DiagnosticDescriptor NoProcedures = Error(
        "CAP6009", "Procedures are declared in an interface", "'{0}' is no interface of procedures; {1}");

    /// <summary>The interface has something that is no procedure.</summary>
    public static readonly DiagnosticDescriptor Shape = Error(
        "CAP6010", "An interface of procedures has simple methods", "'{0}' {1}; {2}");

    /// <summary>A parameter or result cannot be sent.</summary>
    public static readonly DiagnosticDescriptor Unsendable = Error(
        "CAP6011", "Arguments and results are numbers", "'{0}' of '{1}' cannot be sent: {2}");

    /// <summary>Too many words.</summary>
    public static readonly DiagnosticDescriptor TooLong = Error(
        "CAP6012", "Calls are short", "'{0}' {1} {2} words, and {3} can be sent; put more into a memory region that both map");

    /// <summary>The server does not do what it says it serves.</summary>
    public static readonly DiagnosticDescriptor NotServed = Error(
        "CAP6013", "A server has every procedure", "'{0}' {1}; it needs 'static {2}', which may have a 'Channel' of the caller in front");

    /// <summary>An attribute says something that has no effect or contradicts another one.</summary>
    public static readonly DiagnosticDescriptor Contradiction = Error(
        "CAP6014", "Attributes of a component agree", "{0}; {1}");

    /// <summary>What lies in a region is no plain memory.</summary>
    public static readonly DiagnosticDescriptor NotPlain = Error(
        "CAP6015", "Memory regions contain plain structures", "'{0}' cannot lie in shared memory: {1}");

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_all = new[]
    {
        Description, OneDescription, PartialStruct, UnknownDomain, OneComponent, TakenName, Refused, UnknownName, NoProcedures, Shape,
        Unsendable, TooLong, NotServed, Contradiction, NotPlain,
    }.ToImmutableDictionary(rule => rule.Id);

    /// <summary>A rule by its identifier.</summary>
    public static DiagnosticDescriptor Find(string id) => s_all[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Caprock.Kit", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
