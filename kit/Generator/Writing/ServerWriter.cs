// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Declarations;
using Caprock.Kit.Generator.Naming;
using Caprock.Kit.Generator.Planning;
using Caprock.Kit.Generator.Procedures;

namespace Caprock.Kit.Generator.Writing;

/// <summary>Writes how a server gets from messages to its methods.</summary>
internal static class ServerWriter
{
    private const string Parameters = Names.Channel + " caller, ref " + Names.Message + " message";

    /// <summary>Writes the methods that serve callers.</summary>
    public static void Write(CodeWriter code, ComponentPlan plan)
    {
        List<Service> services = [.. plan.Services.Values];
        if (plan.DefaultService is Service everybodys)
        {
            services.Add(everybodys);
        }

        if (plan.Declaration.Members.All(member => member.Name != "Protected"))
        {
            code.Blank();
            code.Line("/// <inheritdoc/>");
            code.Open($"public static void Protected({Parameters})");
            code.Open("if (!Serve(caller, ref message))");
            code.Line($"message = {Names.Message}.Refused;");
            code.Close();
            code.Close();
        }

        code.Blank();
        code.Summary("Does what the caller asks for, and makes the message the reply; false when nothing serves that.");
        code.Open($"private static bool Serve({Parameters})");
        foreach (KeyValuePair<Member, Service> pair in plan.Services)
        {
            code.Open($"if (caller == {pair.Key.Name})");
            code.Line($"return Services.{MethodName(services, pair.Value)}(caller, ref message);");
            code.Close();
            code.Blank();
        }

        code.Line(plan.DefaultService is null
            ? "return false;"
            : $"return Services.{MethodName(services, plan.DefaultService)}(caller, ref message);");
        code.Close();
        code.Blank();
        code.Summary("A method for each interface.");
        code.Open("private static class Services");
        foreach (Service service in services)
        {
            WriteService(code, service, MethodName(services, service), plan.Declaration.FullName);
        }

        code.Close();
    }

    private static string MethodName(List<Service> services, Service service) => $"Serve{services.IndexOf(service)}";

    private static void WriteService(CodeWriter code, Service service, string name, string component)
    {
        code.Blank();
        code.Summary($"Serves {service.Interface}.");
        code.Open($"internal static bool {name}({Parameters})");
        code.Open("switch (message.Label)");
        foreach (ServedProcedure served in service.Procedures)
        {
            code.Line($"// {served.Procedure.Name}");
            code.Open($"case {served.Procedure.Label} when message.Length == {served.Procedure.RequestWords}:");
            WriteCase(code, served, component);
            code.Close();
            code.Blank();
        }

        code.Line("default:");
        code.Line("    return false;");
        code.Close();
        code.Close();
    }

    private static void WriteCase(CodeWriter code, ServedProcedure served, string component)
    {
        Procedure procedure = served.Procedure;
        Dictionary<Parameter, string> locals = [];
        List<string> arguments = served.WantsCaller ? ["caller"] : [];
        foreach (Parameter parameter in procedure.Parameters)
        {
            locals.Add(parameter, $"argument{locals.Count}");
            arguments.Add(parameter.Modifier + locals[parameter]);
            string value = parameter.Passing == Passing.Reply || parameter.IsNumber ? "" : " = default";
            code.Line($"{parameter.Type} {locals[parameter]}{value};");
        }

        WordPlaces.Load(code, "message", procedure.Request.Select(parameter => (parameter, locals[parameter])));
        string call = $"global::{component}.{procedure.Name}({string.Join(", ", arguments)});";
        if (procedure.Result is Parameter result)
        {
            locals.Add(result, "result");
            call = $"{result.Type} result = {call}";
        }

        code.Line(call);
        WordPlaces.Store(code, "message", procedure.Reply.Select(parameter => (parameter, locals[parameter])));
        code.Line($"message.Set(0, {procedure.ReplyWords});");
        code.Line("return true;");
    }
}
