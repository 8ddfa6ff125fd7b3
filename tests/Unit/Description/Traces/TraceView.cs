// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Kit.Description.Format;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Reads what the monitor knows about a program, as the monitor does.</summary>
internal sealed class TraceView
{
    private readonly byte[] _bytes;
    private readonly TraceHeader _header;

    public TraceView(byte[] bytes)
    {
        _bytes = bytes;
        _header = MemoryMarshal.Read<TraceHeader>(bytes);
    }

    public ulong Base => _header.Base;

    public TraceFunction[] Functions => Table<TraceFunction>(_header.Functions);

    public TraceLine[] Lines => Table<TraceLine>(_header.Lines);

    public TraceFrame[] Frames => Table<TraceFrame>(_header.Frames);

    /// <summary>Lines as text: where they begin, file and line.</summary>
    public IEnumerable<string> LineTexts =>
        Lines.Select(line => line.Line == 0 ? $"{line.Start}" : $"{line.Start} {File(line.File)}:{line.Line}");

    /// <summary>Functions as text: where they begin, bytes, name and file.</summary>
    public IEnumerable<string> FunctionTexts => Functions.Select(function =>
        $"{function.Start} {function.Bytes} {Name(function.Name)} {(function.File == 0 ? "-" : File(function.File))} {function.Flags}");

    /// <summary>Everything that the monitor relies on.</summary>
    public void CheckInvariants()
    {
        Assert.Equal(Functions.OrderBy(function => function.Start), Functions);
        Assert.Equal(Lines.OrderBy(line => line.Start), Lines);
        Assert.Equal(Frames.Select(frame => frame.Start).Distinct().Order(), Frames.Select(frame => frame.Start));
        Assert.All(Functions, function => Assert.NotEqual(0u, function.Bytes));
        Assert.All(Functions, function => Assert.NotEmpty(Name(function.Name)));
        Assert.All(Functions, function => Assert.InRange(function.File, 0, (int)_header.Files.Count));
        Assert.All(Lines, line => Assert.InRange(line.File, line.Line == 0 ? 0 : 1, (int)_header.Files.Count));
        Assert.All(Table<uint>(_header.Files), file => Name(file));
        Assert.True(_bytes.Length == 0 || _header.Names.Count == 0 || _bytes[^1] == 0);
    }

    private string File(ushort place) => Name(Table<uint>(_header.Files)[place - 1]);

    private string Name(uint offset)
    {
        byte[] names = Table<byte>(_header.Names);
        int end = Array.IndexOf(names, (byte)0, (int)offset);
        Assert.True(end >= 0);
        return Encoding.UTF8.GetString(names, (int)offset, end - (int)offset);
    }

    private T[] Table<T>(TableReference reference)
        where T : unmanaged =>
        [.. MemoryMarshal.Cast<byte, T>(_bytes.AsSpan((int)reference.Offset)[..((int)reference.Count * Marshal.SizeOf<T>())])];
}
