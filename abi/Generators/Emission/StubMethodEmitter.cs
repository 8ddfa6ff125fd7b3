// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes the method of an invocation: packs the arguments into message words, calls, unpacks the results.</summary>
public static class StubMethodEmitter
{
    private const int Registers = 4;

    /// <summary>Adds the method; <paramref name="present"/> is a feature that the surroundings have already asked for.</summary>
    public static void Emit(SourceText text, Invocation invocation, string? present)
    {
        var feature = invocation.About.Feature == present ? null : invocation.About.Feature;
        if (feature is not null)
        {
            text.Line($"#if {StubEmitter.FeatureSymbol(feature)}");
        }

        text.Summary(invocation.About.Summary);
        foreach (var parameter in invocation.Parameters)
        {
            text.Parameter(parameter.Name, parameter.Summary);
        }

        text.Line($"public Error {invocation.About.Name}({string.Join(", ", invocation.Parameters.Select(Signature))})").Open();
        EmitArguments(text, invocation);
        var shape = $"{invocation.Capabilities.Count()}, {invocation.MessageWords}";
        text.Line($"var info = MessageInfo.Create((ulong)InvocationLabel.{invocation.LabelName}, 0, {shape});")
            .Line("var reply = Kernel.Call(Slot, info, ref word0, ref word1, ref word2, ref word3);");
        EmitResults(text, invocation);
        text.Line("return InvocationReply.Complete(reply, word0, word1, word2, word3);").Close();
        if (feature is not null)
        {
            text.Line("#endif");
        }
    }

    private static string Signature(Parameter parameter) => parameter.Kind == ParameterKind.Registers
        ? $"ref {parameter.Type} {parameter.Name}"
        : $"{(parameter.IsOutput ? "out " : "")}{parameter.Type} {parameter.Name}";

    private static void EmitArguments(SourceText text, Invocation invocation)
    {
        var index = 0;
        foreach (var capability in invocation.Capabilities)
        {
            text.Line($"IpcBuffer.SetCap({index++}, {capability.Name}{(capability.Type == "ulong" ? "" : ".Slot")});");
        }

        var registers = invocation.Inputs.SingleOrDefault(p => p.Kind == ParameterKind.Registers);
        if (registers is not null)
        {
            text.Line($"ref var source = ref Unsafe.As<{registers.Type}, ulong>(ref {registers.Name});");
        }

        for (var word = 0; word < Registers; word++)
        {
            text.Line($"var word{word} = {WordValue(invocation, registers, word)};");
        }

        for (var word = Registers; word < invocation.RequiredWords; word++)
        {
            text.Line($"IpcBuffer.SetWord({word}, {WordValue(invocation, registers, word)});");
        }

        if (registers is not null)
        {
            var first = Registers - registers.Word;
            text.Line($"for (var i = {first}; {Bound(invocation, registers)}; i++)").Open()
                .Line($"IpcBuffer.SetWord(i + {registers.Word}, Unsafe.Add(ref source, i));").Close().Line();
        }
    }

    private static string WordValue(Invocation invocation, Parameter? registers, int word)
    {
        var parts = invocation.Inputs.Where(p => p.Kind == ParameterKind.Value && p.Word == word).Select(Pack).ToList();
        if (parts.Count != 0)
        {
            return string.Join(" | ", parts);
        }

        return registers is null || word < registers.Word ? "0ul"
            : word == registers.Word ? "source" : $"Unsafe.Add(ref source, {word - registers.Word})";
    }

    private static string Pack(Parameter parameter)
    {
        var value = parameter.Convert switch
        {
            ValueKind.Bool => $"({parameter.Name} ? 1ul : 0)",
            ValueKind.PackedWord => $"{parameter.Name}.Word",
            _ when parameter.Type == "ulong" => parameter.Name,
            _ => $"(ulong){parameter.Name}",
        };
        return parameter.Shift == 0 ? value : $"({value} << {parameter.Shift})";
    }

    private static string Bound(Invocation invocation, Parameter registers)
    {
        var length = registers.Bits / 64;
        return invocation.Inputs.Any(p => p.Name == "count") ? $"i < {length} && (ulong)i < count" : $"i < {length}";
    }

    private static void EmitResults(SourceText text, Invocation invocation)
    {
        foreach (var output in invocation.Outputs)
        {
            if (output.Kind == ParameterKind.Registers)
            {
                EmitRegisters(text, invocation, output);
                continue;
            }

            var word = output.Word < Registers ? $"word{output.Word}" : $"IpcBuffer.GetWord({output.Word})";
            var value = output.Shift == 0 ? word : $"({word} >> {output.Shift})";
            var converted = output.Convert == ValueKind.Bool ? $"({value} & 1) != 0"
                : output.Type == "ulong" ? value
                : $"({output.Type}){value}";
            text.Line($"{output.Name} = {converted};");
        }
    }

    private static void EmitRegisters(SourceText text, Invocation invocation, Parameter output)
    {
        text.Line($"ref var destination = ref Unsafe.As<{output.Type}, ulong>(ref {output.Name});").Line("destination = word0;");
        for (var word = 1; word < Registers; word++)
        {
            text.Line($"Unsafe.Add(ref destination, {word}) = word{word};");
        }

        text.Line($"for (var i = {Registers}; {Bound(invocation, output)}; i++)").Open()
            .Line("Unsafe.Add(ref destination, i) = IpcBuffer.GetWord(i);").Close().Line();
    }
}
