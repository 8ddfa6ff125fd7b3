// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads a description: from text to a model with resolved names.</summary>
internal static class DescriptionReader
{
    /// <summary>The system; null when the text is no description at all. Errors are reported, and reading goes on behind them.</summary>
    public static SystemDescription? Read(string text, IDescriptionFiles files, DiagnosticList diagnostics)
    {
        SourceElement? source = CSharpReader.Recognises(text) ? CSharpReader.Read(text, diagnostics) : SourceReader.Read(text, diagnostics);
        if (source is not SourceElement root)
        {
            return null;
        }

        if (root.Name != "system")
        {
            diagnostics.Error(root.Position, $"the root element is <{root.Name}>", "a description is one <system> element");
            return null;
        }

        ReadContext context = new(diagnostics, files);
        Schemas.System.Check(root, diagnostics);
        List<ProtectionDomain> all = [];
        foreach (SourceElement element in root.Named("protection_domain"))
        {
            all.Add(DomainReader.Read(element, context));
        }

        SystemDescription system = new()
        {
            ProtectionDomains = Flatten(all),
            MemoryRegions = [.. root.Named("memory_region").Select(element => RegionReader.Read(element, context))],
            Channels = [.. root.Named("channel").Select(element => ChannelReader.Read(element, context)).OfType<Channel>()],
            IoAddressSpaces = [.. root.Named("io_address_space").Select(element => IoSpaceReader.Read(element, context))],
            DomainPlan = DomainPlanReader.Read(root, context),
        };
        new Resolver(system, diagnostics).Resolve();
        return system;
    }

    /// <summary>Every protection domain, each before its children, numbered and told its parent.</summary>
    private static List<ProtectionDomain> Flatten(IEnumerable<ProtectionDomain> roots)
    {
        List<ProtectionDomain> all = [];
        Stack<ProtectionDomain> waiting = new(roots.Reverse());
        while (waiting.TryPop(out ProtectionDomain? domain))
        {
            domain.Index = all.Count;
            all.Add(domain);
            foreach (ProtectionDomain child in domain.Children.Reverse())
            {
                child.Parent = domain;
                waiting.Push(child);
            }
        }

        return all;
    }
}
