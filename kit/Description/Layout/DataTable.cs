// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Layout;

/// <summary>Bytes of programs and files; what several protection domains use is there once.</summary>
public sealed class DataTable
{
    private const int Alignment = 16;
    private readonly Dictionary<object, ulong> _offsets = [];
    private readonly MemoryStream _bytes = new();

    /// <summary>Number of bytes.</summary>
    public ulong Length => (ulong)_bytes.Length;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>Offset of bytes, which are added when nothing was under this key.</summary>
    internal ulong Add(object key, ReadOnlySpan<byte> bytes)
    {
        if (!_offsets.TryGetValue(key, out ulong offset))
        {
            while (_bytes.Length % Alignment != 0)
            {
                _bytes.WriteByte(0);
            }

            offset = Length;
            _offsets.Add(key, offset);
            _bytes.Write(bytes);
        }

        return offset;
    }
}
