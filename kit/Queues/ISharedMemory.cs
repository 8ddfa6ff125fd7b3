// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Queues;

/// <summary>How a queue reads and writes what its peer reads and writes too.</summary>
/// <remarks>
/// Components use <see cref="SharedMemory"/>; the model check puts its scheduler here, so that it checks the code that runs.
/// </remarks>
public unsafe interface ISharedMemory
{
    /// <summary>Reads an index; nothing that follows happens before it.</summary>
    static abstract uint Load(uint* location);

    /// <summary>Writes an index; everything before it has happened before it.</summary>
    static abstract void Store(uint* location, uint value);

    /// <summary>Makes what was written visible before anything is read.</summary>
    static abstract void Fence();

    /// <summary>Reads an element, once.</summary>
    static abstract T Read<T>(T* location)
        where T : unmanaged;

    /// <summary>Writes an element.</summary>
    static abstract void Write<T>(T* location, T value)
        where T : unmanaged;
}
