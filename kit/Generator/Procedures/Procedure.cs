// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Procedures;

/// <summary>A procedure that one component calls and another one does.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">Its number in the interface, which is the label of its messages.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Result">Its result; null for none.</param>
internal sealed record Procedure(string Name, int Label, EquatableList<Parameter> Parameters, Parameter? Result)
{
    /// <summary>Words of a request or of a reply at most.</summary>
    public const int MostWords = 8;

    /// <summary>What is sent to the server.</summary>
    public IEnumerable<Parameter> Request => Parameters.Where(parameter => (parameter.Passing & Passing.Request) != 0);

    /// <summary>What comes back: arguments first, the result last.</summary>
    public IEnumerable<Parameter> Reply => Parameters.Where(parameter => (parameter.Passing & Passing.Reply) != 0)
        .Concat(Result is null ? [] : [Result]);

    /// <summary>Words of a request.</summary>
    public int RequestWords => Request.Sum(parameter => parameter.Words.Count);

    /// <summary>Words of a reply.</summary>
    public int ReplyWords => Reply.Sum(parameter => parameter.Words.Count);

    /// <summary>A name that none of the parameters has.</summary>
    public string Local(string name)
    {
        while (Parameters.Any(parameter => parameter.Name == name))
        {
            name += "_";
        }

        return name;
    }
}
