// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Procedures;

namespace Caprock.Kit.Generator.Writing;

/// <summary>Writes the methods by which a client calls.</summary>
internal static class ClientWriter
{
    /// <summary>Writes the methods of an interface into the type of a channel.</summary>
    public static void Write(CodeWriter code, ProcedureInterface procedures)
    {
        foreach (Procedure procedure in procedures.Procedures)
        {
            code.Blank();
            Write(code, procedures.Name, procedure);
        }
    }

    private static void Write(CodeWriter code, string name, Procedure procedure)
    {
        string message = procedure.Local("message");
        string status = procedure.Local("status");
        string result = procedure.Local("result");
        IEnumerable<string> parameters = procedure.Parameters.Select(parameter => $"{parameter.Modifier}{parameter.Type} {parameter.Name}");
        if (procedure.Result is Parameter last)
        {
            parameters = parameters.Append($"out {last.Type} {result}");
        }

        (Parameter Parameter, string Variable)[] replies =
            [.. procedure.Reply.Select(parameter => (parameter, parameter == procedure.Result ? result : parameter.Name))];
        code.Summary($"Calls {name}.{procedure.Name}, and tells whether the peer answered; results are there only if it did.");
        code.Open($"public {Names.CallStatus} {procedure.Name}({string.Join(", ", parameters)})");
        code.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {Names.Message} {message});");
        WordPlaces.Store(code, message, procedure.Request.Select(parameter => (parameter, parameter.Name)));
        code.Line($"{message}.Set({procedure.Label}, {procedure.RequestWords});");
        code.Line($"this.channel.Call(ref {message});");
        foreach ((Parameter parameter, string variable) in replies.Where(reply => reply.Parameter.Passing == Passing.Reply))
        {
            code.Line($"{variable} = default;");
        }

        if (replies.Length == 0)
        {
            code.Line($"return {message}.Status(0);");
        }
        else
        {
            code.Line($"{Names.CallStatus} {status} = {message}.Status({procedure.ReplyWords});");
            code.Open($"if ({status} == {Names.CallStatus}.Answered)");
            WordPlaces.Load(code, message, replies);
            code.Close();
            code.Blank();
            code.Line($"return {status};");
        }

        code.Close();
    }
}
