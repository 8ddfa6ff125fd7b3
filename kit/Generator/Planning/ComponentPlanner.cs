// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Generator.Declarations;
using Caprock.Kit.Generator.Naming;
using Caprock.Kit.Generator.Procedures;
using Caprock.Kit.Generator.Systems;
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Planning;

/// <summary>Brings together what a component says about itself and what the description says about it.</summary>
internal sealed class ComponentPlanner
{
    private readonly ComponentDeclaration _component;
    private readonly List<Finding> _findings;
    private readonly List<Member> _members = [];
    private readonly Dictionary<Member, ProcedureInterface> _uses = [];
    private readonly Dictionary<Member, Contents> _contents = [];
    private readonly Dictionary<Member, Service> _services = [];
    private Service? _defaultService;

    private ComponentPlanner(ComponentDeclaration component, List<Finding> findings)
    {
        _component = component;
        _findings = findings;
    }

    /// <summary>What is to be written; null when there is nothing. What is wrong is added to the findings.</summary>
    public static ComponentPlan? Plan(ComponentDeclaration component, IReadOnlyList<SystemView> systems, List<Finding> findings)
    {
        findings.AddRange(component.Findings);
        if (!component.IsPartialStruct)
        {
            return null;
        }

        ComponentPlanner planner = new(component, findings);
        IReadOnlyList<DomainView>? domains = DomainFinder.Find(component, systems, findings);
        planner.AddMembers(domains ?? [], isDoubtful: systems.Any(system => system.Findings.Count > 0));
        if (domains is not null || component.Domains.All(domain => domain.Text is null))
        {
            planner.AddAttributes(isDescribed: domains is not null);
        }

        return new ComponentPlan(
            component, planner._members, planner._uses, planner._contents, planner._services, planner._defaultService);
    }

    private void AddMembers(IReadOnlyList<DomainView> domains, bool isDoubtful)
    {
        IReadOnlyList<Member> members = domains.Count == 0 ? [] : MemberNames.For(_component.Name, domains);
        _members.AddRange(members.OrderBy(member => member.Kind).ThenBy(member => member.Index)
            .Select(member => isDoubtful ? AllowAll(member) : member));
        List<(string Name, string What)> generated = [("CaprockComponent", "the generated entry point")];
        generated.AddRange(_members.Select(member => (member.Name, member.What)));
        if (_members.Exists(member => member.Kind == MemberKind.Channel))
        {
            generated.Add(("Channels", "the generated types of channels"));
        }

        if (_component.Services.Count > 0)
        {
            generated.AddRange([("Serve", "the generated method that serves callers"), ("Services", "generated")]);
        }

        foreach ((string name, string what) in generated)
        {
            if (_component.Members.FirstOrDefault(own => own.Name == name) is OwnMember own)
            {
                _findings.Add(new Finding(Rules.TakenName, own.Place, name, what));
                _members.RemoveAll(member => member.Name == name);
            }
        }
    }

    /// <summary>A description with errors refuses nothing: what is not allowed may be allowed when they are corrected.</summary>
    private static Member AllowAll(Member member) => member.Channel is null ? member : member with
    {
        Channel = member.Channel with { NotifyRefusal = null, CallRefusal = null, PeerCalls = true },
    };

    private void AddAttributes(bool isDescribed)
    {
        foreach (Use use in _component.Uses)
        {
            Add(use);
        }

        foreach (Contents contents in _component.Contents)
        {
            if (Find(MemberKind.Region, contents.Region, contents.Place, "memory region") is Member region
                && !_contents.TryAdd(region, contents))
            {
                Contradict(contents.Place, $"the contents of '{region.Name}' are said twice", "keep one of them");
            }
        }

        foreach (Service service in _component.Services)
        {
            Add(service, isDescribed);
        }
    }

    private void Add(Use use)
    {
        if (Find(MemberKind.Channel, use.Channel, use.Place, "channel") is not Member channel)
        {
            return;
        }

        if (channel.Channel!.CallRefusal is string refusal)
        {
            _findings.Add(new Finding(Rules.Refused, use.Place, $"calling {use.Channel}", refusal));
        }

        if (!_uses.TryAdd(channel, use.Interface))
        {
            Contradict(use.Place, $"'{channel.Name}' serves two interfaces", "a channel has one; describe a second channel for the other");
        }
    }

    private void Add(Service service, bool isDescribed)
    {
        if (service.Channel is null)
        {
            if (_defaultService is not null)
            {
                Contradict(
                    service.Place,
                    $"every caller gets both {_defaultService.Interface} and {service.Interface}",
                    "say whose caller gets which: [Serves<...>(\"channel\")]");
            }
            else if (isDescribed && !_members.Exists(member => member.Channel?.PeerCalls == true))
            {
                Contradict(
                    service.Place,
                    $"nobody may call '{_component.Name}'",
                    "add pp=\"true\" to a caller's end of a channel in the description");
            }

            _defaultService ??= service;
        }
        else if (Find(MemberKind.Channel, service.Channel, service.Place, "channel") is Member channel)
        {
            if (!channel.Channel!.PeerCalls)
            {
                Contradict(
                    service.Place,
                    $"'{channel.Channel.Peer}' may not call '{_component.Name}'",
                    "add pp=\"true\" to its end of the channel in the description");
            }
            else if (!_services.TryAdd(channel, service))
            {
                Contradict(service.Place, $"the caller '{service.Channel}' gets two interfaces", "keep one of them");
            }
        }
    }

    private Member? Find(MemberKind kind, string name, Place place, string what)
    {
        IReadOnlyList<Member> all = [.. _members.Where(member => member.Kind == kind)];
        if (all.FirstOrDefault(member => member.Name == name) is Member named)
        {
            return named;
        }

        IReadOnlyList<Member> matches = [.. all.Where(member => member.Original == name)];
        if (matches.Count == 1)
        {
            return matches[0];
        }

        string general = all.Count == 0 ? "it has none" : $"it has {string.Join(", ", all.Select(member => member.Name))}";
        string advice = matches.Count == 0
            ? Suggestion.Or(name, all.Select(member => member.Original), Suggestion.Or(name, all.Select(member => member.Name), general))
            : $"say which: {string.Join(", ", matches.Select(member => member.Name))}";
        _findings.Add(new Finding(Rules.UnknownName, place, _component.Name, matches.Count == 0 ? what : $"single {what}", name, advice));
        return null;
    }

    private void Contradict(Place place, string problem, string advice) =>
        _findings.Add(new Finding(Rules.Contradiction, place, problem, advice));
}
