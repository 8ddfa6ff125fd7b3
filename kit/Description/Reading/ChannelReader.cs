// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads channels.</summary>
internal static class ChannelReader
{
    /// <summary>A channel; null when it does not have two ends.</summary>
    public static Channel? Read(SourceElement element, ReadContext context)
    {
        Schemas.Channel.Check(element, context.Diagnostics);
        List<ChannelEnd> ends = [.. element.Named("end").Select(end => ReadEnd(end, context))];
        if (ends.Count == 2)
        {
            return new Channel(element.Position, ends[0], ends[1]);
        }

        context.Diagnostics.Error(
            ends.Count > 2 ? ends[2].Position : element.Position,
            $"<channel> has {ends.Count} {(ends.Count == 1 ? "end" : "ends")}",
            "a channel connects exactly two protection domains");
        return null;
    }

    private static ChannelEnd ReadEnd(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.End);
        return new ChannelEnd
        {
            Position = element.Position,
            DomainName = fields.ReferenceOrEmpty("pd"),
            Id = fields.Identifier("id", 0, DescriptionLimits.LastComponentChannel),
            CanCall = fields.Flag("pp", false),
            CanCallPosition = element.At("pp"),
            CanNotify = fields.Flag("notify", true),
            IdSymbol = fields.Reference("setvar_id"),
        };
    }
}
