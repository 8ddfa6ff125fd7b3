// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

/// <summary>What an address space should contain: tables and frames by the entry they fill.</summary>
internal sealed class MappingModel
{
    private readonly Dictionary<(int Shift, ulong Index), ulong> tables = [];
    private readonly Dictionary<(int Shift, ulong Index), ModelFrame> frames = [];

    /// <summary>What mapping a table whose entry covers 2^shift bytes has to answer.</summary>
    public Error MapTable(ulong table, int shift, ulong address)
    {
        if (!HasTablesAbove(shift, address))
        {
            return Error.FailedLookup;
        }

        if (IsTaken(shift, address))
        {
            return Error.DeleteFirst;
        }

        tables[(shift, address >> shift)] = table;
        return Error.NoError;
    }

    /// <summary>What mapping a frame has to answer.</summary>
    public Error MapFrame(ModelFrame frame, int shift, ulong address)
    {
        if (!HasTablesAbove(shift, address))
        {
            return Error.FailedLookup;
        }

        bool isSame = frames.TryGetValue((shift, address >> shift), out ModelFrame? present) && present.Slot == frame.Slot;
        if (IsTaken(shift, address) && !isSame)
        {
            return Error.DeleteFirst;
        }

        frames[(shift, address >> shift)] = frame;
        return Error.NoError;
    }

    /// <summary>Removes a table with everything below it, if it is there.</summary>
    public void RemoveTable(ulong table)
    {
        foreach (var ((shift, index), found) in tables.ToArray())
        {
            if (found == table)
            {
                RemoveBelow(shift, index);
                tables.Remove((shift, index));
            }
        }
    }

    /// <summary>Removes the mapping of a frame's capability.</summary>
    public void RemoveFrame(ulong slot)
    {
        foreach (var (key, frame) in frames.ToArray())
        {
            if (frame.Slot == slot)
            {
                frames.Remove(key);
            }
        }
    }

    /// <summary>The frame that serves an address, with the size of its pages.</summary>
    public (ModelFrame Frame, int Shift)? Find(ulong address)
    {
        for (var shift = 12; shift <= 30; shift += 9)
        {
            if (frames.TryGetValue((shift, address >> shift), out ModelFrame? frame))
            {
                return (frame, shift);
            }
        }

        return null;
    }

    private bool IsTaken(int shift, ulong address) =>
        tables.ContainsKey((shift, address >> shift)) || frames.ContainsKey((shift, address >> shift));

    private bool HasTablesAbove(int shift, ulong address)
    {
        for (var above = 39; above > shift; above -= 9)
        {
            if (!tables.ContainsKey((above, address >> above)))
            {
                return false;
            }
        }

        return true;
    }

    private void RemoveBelow(int shift, ulong index)
    {
        foreach (var key in tables.Keys.Where(key => key.Shift < shift && key.Index >> (shift - key.Shift) == index).ToArray())
        {
            tables.Remove(key);
        }

        foreach (var key in frames.Keys.Where(key => key.Shift < shift && key.Index >> (shift - key.Shift) == index).ToArray())
        {
            frames.Remove(key);
        }
    }
}
