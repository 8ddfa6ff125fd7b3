// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Generator.Systems;

namespace Caprock.Kit.Generator.Naming;

/// <summary>Gives everything of a protection domain a name of its own.</summary>
/// <remarks>
/// Who shares a name with another of its kind gets its number behind it, and so does the other: a name never moves from one to another
/// because something was added. Between kinds, channels go first, and a later kind has its own name behind.
/// </remarks>
internal sealed class MemberNames
{
    private static readonly string[] s_reserved =
    [
        // What every component has, and what its code speaks of
        "Init", "Notified", "Interrupted", "Protected", "Fault", "PeerRestarted", "Serve", "Channels", "Interfaces", "CaprockComponent",
        "Channel", "Region", "Interrupt", "Ports", "Child", "Message", "CallStatus", "Arena", "Configuration", "EventLoop", "Failure",
        "DebugConsole", "IComponent", "Event", "Activity", "Caprock", "System", "Span", "ReadOnlySpan", "Math",
        "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize",
    ];

    private readonly HashSet<string> _taken = [.. s_reserved];
    private readonly List<Member> _members = [];

    private MemberNames(string component) => _taken.Add(component);

    /// <summary>Names of everything that all protection domains have, at the same places, under the same name.</summary>
    public static IReadOnlyList<Member> For(string component, IReadOnlyList<DomainView> domains)
    {
        bool isOne = domains.Count == 1;
        IReadOnlyList<IReadOnlyList<Member>> all = [.. domains.Select(domain => new MemberNames(component).Name(domain, isOne))];
        return isOne ? all[0] : [.. all[0].Select(member => Common(member, all)).OfType<Member>()];
    }

    private static Member? Common(Member member, IReadOnlyList<IReadOnlyList<Member>> all)
    {
        Member common = member;
        foreach (IReadOnlyList<Member> members in all.Skip(1))
        {
            Member? other = members.FirstOrDefault(one => one.Kind == member.Kind && one.Index == member.Index && one.Name == member.Name);
            if (other is null)
            {
                return null;
            }

            common = Both(common, other);
        }

        return common;
    }

    /// <summary>What two protection domains may both do.</summary>
    private static Member Both(Member member, Member other) => member with
    {
        Channel = member.Channel is null ? null : member.Channel with
        {
            NotifyRefusal = member.Channel.NotifyRefusal ?? other.Channel!.NotifyRefusal,
            CallRefusal = member.Channel.CallRefusal ?? other.Channel!.CallRefusal,
            PeerCalls = member.Channel.PeerCalls || other.Channel!.PeerCalls,
        },
        Region = member.Region is null ? null : member.Region with
        {
            Bytes = Math.Min(member.Region.Bytes, other.Region!.Bytes),
            IsWritable = member.Region.IsWritable && other.Region.IsWritable,
        },
    };

    private IReadOnlyList<Member> Name(DomainView domain, bool prefersOriginal)
    {
        Add(Channels(domain, prefersOriginal));
        Add(Regions(domain, prefersOriginal));
        Add(Numbered(MemberKind.Interrupt, domain.Interrupts));
        Add(Numbered(MemberKind.Ports, domain.Ports));
        Add(Numbered(MemberKind.Child, domain.Children));
        return _members;
    }

    private static IEnumerable<Candidate> Channels(DomainView domain, bool prefersPeer)
    {
        ILookup<string, ChannelView> peers = domain.Channels.ToLookup(channel => channel.Peer);
        return domain.Channels.Select((channel, index) =>
        {
            bool isOnly = peers[channel.Peer].Count() == 1;
            string number = $"{channel.Id}";
            string name = Choose(channel.Symbol, channel.Peer, isOnly, prefersPeer, number);
            string summary = $"The channel {number} to '{channel.Peer}'.";
            return new Candidate(new Member(MemberKind.Channel, index, name, channel.Peer, summary, channel), number);
        });
    }

    private static IEnumerable<Candidate> Regions(DomainView domain, bool prefersRegion)
    {
        ILookup<string, RegionView> same = domain.Regions.ToLookup(region => region.Name);
        return domain.Regions.Select((region, index) =>
        {
            bool isOnly = same[region.Name].Count() == 1;
            string distinction = "At" + Texts.Hex(region.Address).Substring(2);
            string name = Choose(region.Symbol, region.Name, isOnly, prefersRegion, distinction);
            string access = region.IsWritable ? "" : ", which may not be written";
            string summary = $"The memory region '{region.Name}' at {Texts.Hex(region.Address)}{access}.";
            return new Candidate(new Member(MemberKind.Region, index, name, region.Name, summary, Region: region), distinction);
        });
    }

    /// <summary>The name of what is described; a variable's name when several have that, or the number when there is no variable.</summary>
    private static string Choose(string? symbol, string name, bool isOnly, bool prefersName, string distinction)
    {
        if (symbol is not null && !(isOnly && prefersName))
        {
            return Identifiers.Pascal(symbol);
        }

        return isOnly ? Identifiers.Pascal(name) : Identifiers.Pascal(name) + distinction;
    }

    private static IEnumerable<Candidate> Numbered(MemberKind kind, IEnumerable<NumberedView> items) => items.Select((item, index) =>
    {
        string name = item.Name is null ? $"{kind}{item.Id}" : Identifiers.Pascal(item.Name);
        return new Candidate(new Member(kind, index, name, item.Name ?? name, item.What), $"{item.Id}");
    });

    private void Add(IEnumerable<Candidate> candidates)
    {
        foreach (IGrouping<string, Candidate> group in candidates.GroupBy(candidate => candidate.Member.Name).ToList())
        {
            bool isOnly = group.Count() == 1;
            foreach (Candidate candidate in group)
            {
                string name = isOnly ? group.Key : group.Key + candidate.Distinction;
                _members.Add(candidate.Member with { Name = Free(name, candidate.Member.Kind) });
            }
        }
    }

    private string Free(string name, MemberKind kind)
    {
        string free = _taken.Contains(name) ? name + kind : name;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = $"{name}{kind}{number}";
        }

        return free;
    }

    private sealed record Candidate(Member Member, string Distinction);
}
