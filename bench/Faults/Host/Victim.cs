// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>A component that faults are injected into.</summary>
internal sealed class Victim
{
    private const ulong StackTop = 0x7fff_ffff_d000;
    private const ulong StackBytes = 1024;
    private const int ProbeBytes = 64;
    private const int ProbeStep = 256;
    private const string SystemCall = "caprock_system_call";

    private readonly ElfImage image;

    /// <summary>Reads its program.</summary>
    public Victim(string name, string program, IReadOnlyList<Span> queues, IReadOnlyList<Span> rings, IReadOnlyList<Span> more)
    {
        Name = name;
        image = ElfImage.Load(Places.Program(program));
        Queues = queues;
        Rings = rings;
        Code = [.. Segments(ElfSegmentFlags.Execute)];
        Data = [.. Segments(ElfSegmentFlags.Write), new Span(StackTop - StackBytes, StackBytes), .. more];
        var call = image.FindSymbol(SystemCall) ?? throw new GuestException($"{program} has no {SystemCall}");
        var code = image.Segments.First(segment => (segment.Flags & ElfSegmentFlags.Execute) != 0);
        var place = (int)(call.Value - code.VirtualAddress + code.FileOffset);
        BackFromKernel = call.Value + (ulong)image.Bytes.Span[place..].IndexOf((ReadOnlySpan<byte>)[0x0f, 0x05]) + 2;
    }

    /// <summary>Its name in the description.</summary>
    public string Name { get; }

    /// <summary>Its instructions, virtual addresses.</summary>
    public IReadOnlyList<Span> Code { get; }

    /// <summary>Its variables and the top of its stack, virtual addresses.</summary>
    public IReadOnlyList<Span> Data { get; }

    /// <summary>Its shared queues, virtual addresses.</summary>
    public IReadOnlyList<Span> Queues { get; }

    /// <summary>Memory that its device reads and writes, virtual addresses.</summary>
    public IReadOnlyList<Span> Rings { get; }

    /// <summary>The instruction behind its system calls.</summary>
    public ulong BackFromKernel { get; }

    /// <summary>The root table of its address space in the running guest.</summary>
    public ulong Root { get; set; }

    /// <summary>Whether an address space is its own: its code is there.</summary>
    public bool Owns(GuestMemory memory, ulong root)
    {
        var code = image.Segments.First(segment => (segment.Flags & ElfSegmentFlags.Execute) != 0);
        for (var offset = 0; offset + ProbeBytes <= (int)code.FileSize; offset += ProbeStep)
        {
            for (var i = 0; i < ProbeBytes; i++)
            {
                if (!PageTables.TryTranslate(memory, root, code.VirtualAddress + (ulong)(offset + i), out var physical)
                    || memory.Read<byte>(physical) != image.Bytes.Span[(int)code.FileOffset + offset + i])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private IEnumerable<Span> Segments(ElfSegmentFlags flag) => image.Segments
        .Where(segment => segment.Type == ElfSegmentType.Load && (segment.Flags & flag) != 0)
        .Select(segment => new Span(segment.VirtualAddress, segment.MemorySize));
}
