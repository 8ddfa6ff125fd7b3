// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Protected calls go up in priority, and never round in a circle; a channel connects two.</summary>
/// <remarks>Invariant: with strictly rising priorities no circle of calls exists, so no two protection domains can wait for each
/// other.</remarks>
internal sealed class CallRules
{
    private readonly DiagnosticList _diagnostics;
    private readonly List<Call> _calls = [];
    private readonly ILookup<ProtectionDomain, ProtectionDomain> _callees;

    private CallRules(SystemDescription system, DiagnosticList diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (Channel channel in system.Channels.Where(channel => channel.Ends.All(end => end.Domain is not null)))
        {
            _calls.AddRange(channel.Ends.Where(end => end.CanCall).Select(end => new Call(end, channel.Other(end).Domain!)));
        }

        _calls.RemoveAll(call =>
            diagnostics.IsDoubtful(call.Caller.PriorityPosition) || diagnostics.IsDoubtful(call.Callee.PriorityPosition));
        _calls.Sort((left, right) => left.Position.CompareTo(right.Position));
        _callees = _calls.Where(call => call.Caller != call.Callee).ToLookup(call => call.Caller, call => call.Callee);
    }

    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        foreach (Channel channel in system.Channels)
        {
            if (channel.First.Domain is ProtectionDomain domain && domain == channel.Second.Domain)
            {
                diagnostics.Error(
                    channel.Second.DomainName.Position,
                    $"a channel of '{domain.Name}' with itself",
                    "a channel connects two protection domains");
            }
            else if (!channel.Ends.Any(end => end.CanCall || end.CanNotify))
            {
                diagnostics.Warning(
                    channel.Position,
                    "neither end of the channel may notify or call the other",
                    "allow one of them something");
            }
        }

        new CallRules(system, diagnostics).Check();
    }

    private void Check()
    {
        HashSet<ProtectionDomain> inReportedCircle = [];
        foreach (Call call in _calls.Where(call => call.Caller != call.Callee && call.Callee.Priority <= call.Caller.Priority))
        {
            IReadOnlyList<ProtectionDomain> back = PathBetween(call.Callee, call.Caller);
            if (back.Count == 0)
            {
                ReportPriority(call);
            }
            else if (!back.Any(inReportedCircle.Contains))
            {
                inReportedCircle.UnionWith(back);
                string circle = string.Join(" -> ", back.Prepend(call.Caller).Select(domain => domain.Name));
                _diagnostics.Error(call.Position, $"protected calls go round in a circle: {circle}", "let one of them be a notification");
            }
        }
    }

    private void ReportPriority(Call call)
    {
        List<string> cures = [];
        if (call.Caller.Priority < DescriptionLimits.HighestPriority)
        {
            cures.Add($"give '{call.Callee.Name}' at least {call.Caller.Priority + 1}");
        }

        if (call.Callee.Priority > 0)
        {
            cures.Add($"give '{call.Caller.Name}' at most {call.Callee.Priority - 1}");
        }

        _diagnostics.Error(
            call.Position,
            $"'{call.Caller.Name}' (priority {call.Caller.Priority}) may call '{call.Callee.Name}' (priority {call.Callee.Priority}), "
            + "and a callee needs a higher priority than its caller",
            cures.Count == 0 ? "lower the caller's priority and raise the callee's" : string.Join(", or ", cures));
    }

    /// <summary>Shortest chain of calls from one to the other, both included; empty when there is none.</summary>
    private IReadOnlyList<ProtectionDomain> PathBetween(ProtectionDomain from, ProtectionDomain to)
    {
        Dictionary<ProtectionDomain, ProtectionDomain?> reachedFrom = new() { [from] = null };
        Queue<ProtectionDomain> waiting = new([from]);
        while (waiting.TryDequeue(out ProtectionDomain? domain) && domain != to)
        {
            foreach (ProtectionDomain next in _callees[domain].Where(next => reachedFrom.TryAdd(next, domain)))
            {
                waiting.Enqueue(next);
            }
        }

        List<ProtectionDomain> path = [];
        for (ProtectionDomain? step = reachedFrom.ContainsKey(to) ? to : null; step is not null; step = reachedFrom[step])
        {
            path.Insert(0, step);
        }

        return path;
    }

    private sealed record Call(ChannelEnd End, ProtectionDomain Callee)
    {
        public ProtectionDomain Caller => End.Domain!;

        public SourcePosition Position => End.CanCallPosition;
    }
}
