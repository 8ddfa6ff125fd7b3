// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Pci.Bus;

/// <summary>
/// A base address register: where and how large a range of the device's is. Source: PCI Local Bus Specification 3.0, 6.2.5.1.
/// </summary>
internal readonly struct BaseAddress
{
    /// <summary>Registers of a function.</summary>
    public const int Count = 6;

    private const uint IsPorts = 1;
    private const uint Has64Bits = 4;
    private const uint TypeBits = 0xf;

    private readonly Function function;
    private readonly uint index;

    public BaseAddress(Function function, uint index)
    {
        this.function = function;
        this.index = index;
        var original = function.Read(Offset);
        function.Write(Offset, uint.MaxValue);
        var answer = function.Read(Offset);
        function.Write(Offset, original);
        if (answer == 0 || (answer & IsPorts) != 0)
        {
            return;
        }

        Address = original & ~TypeBits;
        ulong mask = answer & ~TypeBits;
        IsLong = (answer & Has64Bits) != 0 && index + 1 < Count;
        if (IsLong)
        {
            var upper = function.Read(Offset + 4);
            function.Write(Offset + 4, uint.MaxValue);
            mask |= (ulong)function.Read(Offset + 4) << 32;
            function.Write(Offset + 4, upper);
            Address |= (ulong)upper << 32;
        }
        else
        {
            mask |= 0xffff_ffff_0000_0000;
        }

        Bytes = ~mask + 1;
    }

    /// <summary>Whether it takes the next register as well.</summary>
    public bool IsLong { get; }

    /// <summary>Where the range is.</summary>
    public ulong Address { get; }

    /// <summary>How large the range is; zero when it is none of memory.</summary>
    public ulong Bytes { get; }

    private uint Offset => Function.FirstBar + (index * 4);

    /// <summary>Moves the range.</summary>
    public void Place(ulong address)
    {
        function.Write(Offset, (uint)address);
        if (IsLong)
        {
            function.Write(Offset + 4, (uint)(address >> 32));
        }
    }
}
