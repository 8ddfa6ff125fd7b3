// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads the further capabilities of a protection domain.</summary>
internal static class CSpaceReader
{
    private static readonly (string Element, SharedCapabilityKind Kind)[] s_kinds =
    [
        ("cap_tcb", SharedCapabilityKind.Thread),
        ("cap_sc", SharedCapabilityKind.SchedContext),
        ("cap_vspace", SharedCapabilityKind.VSpace),
    ];

    /// <summary>The capabilities; none when the protection domain has no cspace element.</summary>
    public static IReadOnlyList<SharedCapability> Read(SourceElement domain, ReadContext context)
    {
        if (DomainPartReader.Only(domain, "cspace", context) is not SourceElement cspace)
        {
            return [];
        }

        Schemas.CSpace.Check(cspace, context.Diagnostics);
        List<SharedCapability> capabilities = [];
        foreach (SourceElement element in cspace.Children)
        {
            foreach ((string name, SharedCapabilityKind kind) in s_kinds)
            {
                if (element.Name == name)
                {
                    capabilities.Add(ReadCapability(element, kind, context));
                }
            }
        }

        return capabilities;
    }

    private static SharedCapability ReadCapability(SourceElement element, SharedCapabilityKind kind, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.Capability(element.Name));
        return new SharedCapability
        {
            Position = element.Position,
            Kind = kind,
            Slot = fields.Identifier("slot", 1, DescriptionLimits.LastSharedSlot),
            DomainName = fields.ReferenceOrEmpty("pd"),
        };
    }
}
