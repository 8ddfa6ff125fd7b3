// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Programs;

/// <summary>Who calls and who is called mean the same procedures, where both say which.</summary>
internal static class InterfaceRules
{
    private const string Everybody = "any";

    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, IReadOnlyList<Program?> programs, DiagnosticList diagnostics)
    {
        foreach (Channel channel in system.Channels.Where(channel => channel.Ends.All(end => end.Domain is not null)))
        {
            foreach (ChannelEnd caller in channel.Ends.Where(end => end.CanCall))
            {
                Check(caller, channel.Other(caller), programs, diagnostics);
            }
        }
    }

    private static void Check(ChannelEnd caller, ChannelEnd callee, IReadOnlyList<Program?> programs, DiagnosticList diagnostics)
    {
        if (programs[caller.Domain!.Index] is not Program client
            || programs[callee.Domain!.Index] is not Program server
            || InterfaceMark.Find(client, $"{ProgramSymbols.Uses}{caller.Id.Value}_") is not InterfaceMark used)
        {
            return;
        }

        InterfaceMark? served = InterfaceMark.Find(server, $"{ProgramSymbols.Serves}{callee.Id.Value}_")
            ?? InterfaceMark.Find(server, $"{ProgramSymbols.Serves}{Everybody}_");
        if (served is not null && served.Fingerprint != used.Fingerprint)
        {
            diagnostics.Error(
                caller.CanCallPosition,
                $"'{caller.Domain.Name}' calls '{used.Name}' on this channel, and '{callee.Domain.Name}' serves "
                + (served.Name == used.Name ? "one of that name with other procedures" : $"'{served.Name}'"),
                "build both from the same interface");
        }
    }
}
