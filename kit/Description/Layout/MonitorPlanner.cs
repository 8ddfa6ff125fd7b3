// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>What the monitor needs to tell where a component stopped, and to start it anew from its pristine image.</summary>
/// <remarks>
/// It reads the code and the stack of every protection domain. Of those with the policy 'on_fault' it writes all memory that is theirs
/// alone: also what they cannot write themselves, since hardware can spoil that.
/// </remarks>
internal sealed class MonitorPlanner
{
    private const ulong Page = DescriptionLimits.SmallPageBytes;

    private readonly LayoutTables _tables;
    private readonly SpacePlanner _monitor;
    private readonly ComponentTables _configuration;
    private ulong _window = SpaceLayout.WindowsAddress;
    private readonly Dictionary<byte[], ulong> _traces = [];
    private ulong _pristine = SpaceLayout.PristineAddress;
    private ulong _trace = SpaceLayout.TracesAddress;

    /// <summary>Prepares to lay out what the monitor needs in its address space.</summary>
    public MonitorPlanner(LayoutTables tables, SpacePlanner monitor, ComponentTables configuration)
    {
        _tables = tables;
        _monitor = monitor;
        _configuration = configuration;
    }

    /// <summary>Whether the monitor starts a protection domain anew.</summary>
    public static bool IsRestarted(ProtectionDomain domain) => domain.Restart is { Policy: RestartPolicy.OnFault };

    /// <summary>Lays out what it needs for one protection domain.</summary>
    public void Plan(ProtectionDomain domain, SpacePlanner space)
    {
        bool isRestarted = IsRestarted(domain);
        foreach ((PageRun run, uint first) in space.OwnRuns)
        {
            bool isWritable = (run.Permissions & Permissions.Write) != 0;
            bool isExecutable = (run.Permissions & Permissions.Execute) != 0;
            bool isStack = run.End == SpaceLayout.StackTop;
            bool isImage = run.End <= SpaceLayout.LivesAddress;
            if (isRestarted)
            {
                AddWindow(domain, run, first, isExecutable, isWritable: true);
                AddPristine(domain, run, first);
            }
            else if (isStack || (isImage && !isWritable))
            {
                AddWindow(domain, run, first, isExecutable, isWritable: false);
            }
        }
    }

    /// <summary>Gives it what is known about the code of a protection domain; what several have in common is there once.</summary>
    public void PlanTrace(DomainObjects objects)
    {
        byte[] trace = objects.Program.Trace;
        if (trace.Length == 0)
        {
            return;
        }

        if (!_traces.TryGetValue(trace, out ulong address))
        {
            address = _trace;
            _traces.Add(trace, address);
            _trace = _monitor.OwnFilled(address, trace) + Page;
        }

        CollectionsMarshal.AsSpan(_configuration.Domains)[(int)objects.Index].TraceAddress = address;
    }

    private void AddWindow(ProtectionDomain domain, PageRun run, uint first, bool isExecutable, bool isWritable)
    {
        _configuration.Windows.Add(new MonitorWindow
        {
            Domain = (uint)domain.Index,
            Flags = (isWritable ? MonitorWindow.Writable : 0) | (isExecutable ? MonitorWindow.Executable : 0),
            Address = run.Address,
            Bytes = run.End - run.Address,
            Window = _window,
        });
        _monitor.Share(first, run.Count, _window, isWritable ? Permissions.Read | Permissions.Write : Permissions.Read);
        _window += run.End - run.Address + Page;
    }

    private void AddPristine(ProtectionDomain domain, PageRun run, uint first)
    {
        byte[] contents = new byte[run.End - run.Address];
        foreach (FillEntry fill in _tables.Fills.Where(fill => fill.Object >= first && fill.Object < first + run.Count))
        {
            int place = (int)(((fill.Object - first) * Page) + fill.Offset);
            _tables.Data.Bytes.Slice((int)fill.DataOffset, (int)fill.Length).CopyTo(contents.AsSpan(place));
        }

        foreach (PatchEntry patch in _tables.Patches.Where(patch => patch.Object >= first && patch.Object < first + run.Count))
        {
            int place = (int)(((patch.Object - first) * Page) + patch.Offset);
            for (int i = 0; i < patch.Length; i++)
            {
                contents[place + i] = (byte)(patch.Value >> (8 * i));
            }
        }

        int length = contents.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        if (length > 0)
        {
            _configuration.Pristine.Add(new PristineEntry
            {
                Domain = (uint)domain.Index,
                Target = _configuration.Windows[^1].Window,
                Source = _pristine,
                Bytes = (ulong)length,
            });
            _pristine = _monitor.OwnFilled(_pristine, contents.AsSpan(0, length)) + Page;
        }
    }
}
