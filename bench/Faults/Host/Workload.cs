// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>A system with something under way, whose components are spoilt, and how it is seen that it goes on.</summary>
internal abstract class Workload : IDisposable
{
    /// <summary>Who the components beside the path are; the systems have the same place for what it tells.</summary>
    private const ulong Bystander = 0x1003_6000;

    /// <summary>The project of the system.</summary>
    public abstract string System { get; }

    /// <summary>What QEMU is told of its devices.</summary>
    public abstract IReadOnlyList<string> Devices { get; }

    /// <summary>What is on the serial line when it can begin.</summary>
    public abstract string ReadyText { get; }

    /// <summary>Begins what the host does.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>How far it is.</summary>
    public Progress Read(GuestMemory memory)
    {
        var (pieces, wrong, errors) = ReadPath(memory);
        return new Progress(pieces, wrong, errors, memory.Read<ulong>(Bystander), memory.Read<ulong>(Bystander + 8));
    }

    /// <summary>What is found when the system has stopped: whether its data are as they were, and whether what it keeps is sound.</summary>
    public virtual Verdict Judge() => new(true, true, "");

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Pieces that were moved, those that were wrong, and errors that the client was told of.</summary>
    protected abstract (ulong Pieces, ulong Wrong, ulong Errors) ReadPath(GuestMemory memory);
}
