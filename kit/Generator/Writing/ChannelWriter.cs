// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Naming;
using Caprock.Kit.Generator.Planning;
using Caprock.Kit.Generator.Procedures;
using Caprock.Kit.Generator.Systems;
using Microsoft.CodeAnalysis.CSharp;

namespace Caprock.Kit.Generator.Writing;

/// <summary>Writes a type for each channel: it has the methods that the description allows.</summary>
internal static class ChannelWriter
{
    /// <summary>Name of a channel's type.</summary>
    public static string TypeName(Member channel) => $"{channel.Name}Channel";

    /// <summary>Writes the types of all channels.</summary>
    public static void Write(CodeWriter code, ComponentPlan plan)
    {
        code.Blank();
        code.Summary("Types of the channels.");
        code.Open("internal static class Channels");
        foreach (Member member in plan.Members.Where(member => member.Kind == MemberKind.Channel))
        {
            code.Blank();
            plan.Uses.TryGetValue(member, out ProcedureInterface? procedures);
            Write(code, member, procedures);
        }

        code.Close();
    }

    private static void Write(CodeWriter code, Member member, ProcedureInterface? procedures)
    {
        ChannelView channel = member.Channel!;
        string type = TypeName(member);
        code.Summary(member.Summary);
        code.Open($"internal readonly struct {type}");
        code.Line($"private readonly {Names.Channel} channel;");
        code.Blank();
        code.Line(Names.Inline);
        code.Line($"internal {type}({Names.Channel} channel) => this.channel = channel;");
        code.Blank();
        code.Summary("Its identifier in the description.");
        code.Line("public uint Id => this.channel.Id;");
        code.Blank();
        code.Summary("How often the peer was started anew; always zero for one that never is.");
        code.Line("public ulong PeerGeneration => this.channel.PeerGeneration;");
        code.Blank();
        code.Summary("The channel for code that knows no names.");
        code.Line(Names.Inline);
        code.Line($"public static implicit operator {Names.Channel}({type} channel) => channel.channel;");
        Method(code, "Tells the peer that something has happened.", "Notify", "", "", channel.NotifyRefusal);
        Method(
            code,
            "Tells the peer when this component waits for its next event, in the same system call.",
            "NotifyDeferred", "", "", channel.NotifyRefusal);
        if (procedures is null)
        {
            Method(
                code, "Calls the peer and waits for the reply, which replaces the message.",
                "Call", $"ref {Names.Message} message", "ref message", channel.CallRefusal);
        }
        else
        {
            ClientWriter.Write(code, procedures);
        }

        code.Close();
    }

    private static void Method(CodeWriter code, string summary, string name, string parameters, string arguments, string? refusal)
    {
        code.Blank();
        code.Summary(summary);
        if (refusal is null)
        {
            code.Line(Names.Inline);
            code.Line($"public void {name}({parameters}) => this.channel.{name}({arguments});");
            return;
        }

        code.Line($"[{Names.Kit}Refused({SymbolDisplay.FormatLiteral(refusal, quote: true)})]");
        code.Line($"public void {name}({parameters}) => {Names.Kit}Failure.Stop(\"the description does not allow {name}\"u8);");
    }
}
