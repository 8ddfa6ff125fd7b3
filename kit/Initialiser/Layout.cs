// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Initialiser;

/// <summary>The layout behind the image: what the host decided.</summary>
internal readonly unsafe struct Layout
{
    private readonly byte* start;

    private Layout(byte* start) => this.start = start;

    /// <summary>The header, which tells where the tables are.</summary>
    public LayoutHeader* Header => (LayoutHeader*)start;

    /// <summary>Opens it.</summary>
    public static Layout Open()
    {
        var layout = new Layout(Find());
        if (layout.Header->Magic != LayoutHeader.ExpectedMagic || layout.Header->Version != LayoutHeader.ExpectedVersion)
        {
            Refusal.Stop("there is no layout behind the image that this initialiser understands; build the system again"u8);
        }

        return layout;
    }

    /// <summary>First entry of a table.</summary>
    public T* Entries<T>(in TableReference table)
        where T : unmanaged => (T*)(start + table.Offset);

    /// <summary>A name.</summary>
    public ReadOnlySpan<byte> Name(uint offset)
    {
        var first = start + Header->Names.Offset + offset;
        var length = 0;
        while (first[length] != 0)
        {
            length++;
        }

        return new ReadOnlySpan<byte>(first, length);
    }

    [RuntimeImport("initialiser_layout")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* Find();
}
