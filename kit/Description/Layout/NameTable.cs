// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Kit.Description.Layout;

/// <summary>Names by offset, each ended by a zero.</summary>
public sealed class NameTable
{
    private readonly List<byte> _bytes = [];
    private readonly Dictionary<string, uint> _offsets = [];

    /// <summary>The table.</summary>
    public IReadOnlyList<byte> Bytes => _bytes;

    /// <summary>The name at an offset.</summary>
    public string this[uint offset]
    {
        get
        {
            int end = _bytes.IndexOf(0, (int)offset);
            return Encoding.UTF8.GetString([.. _bytes.Skip((int)offset).Take(end - (int)offset)]);
        }
    }

    /// <summary>Offset of a name, which is added when it is new.</summary>
    internal uint Add(string name)
    {
        if (!_offsets.TryGetValue(name, out uint offset))
        {
            offset = (uint)_bytes.Count;
            _offsets.Add(name, offset);
            _bytes.AddRange(Encoding.UTF8.GetBytes(name));
            _bytes.Add(0);
        }

        return offset;
    }
}
