// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Pci.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Pci.Bus;

/// <summary>A function of a device on the bus, and its configuration space.</summary>
/// <remarks>Source: PCI Local Bus Specification 3.0, 3.2.2.3 (access), 6 (configuration space).</remarks>
/// <param name="number">Bus, five bits of device and three of function.</param>
internal readonly struct Function(uint number)
{
    public const uint Identity = 0x00;
    public const uint Command = 0x04;
    public const uint Class = 0x08;
    public const uint HeaderType = 0x0c;
    public const uint FirstBar = 0x10;
    public const uint BusNumbers = 0x18;
    public const uint ExpansionRom = 0x30;
    public const uint Absent = uint.MaxValue;

    public const uint AnswersPorts = 1;
    public const uint AnswersMemory = 2;
    public const uint AccessesMemory = 4;
    public const uint LineInterruptOff = 0x400;

    private const ushort AddressPort = 0xcf8;
    private const ushort DataPort = 0xcfc;
    private const uint ConfigurationCycle = 0x8000_0000;
    private const uint ConfigurationBytes = 0x100;
    private const uint CommandBits = 0xffff;
    private const uint FirstCapability = 0x34;
    private const uint HasCapabilities = 0x10_0000;
    private const uint BehindHeader = 0x40;
    private const int MostCapabilities = 48;

    private readonly uint number = number;

    public uint Number => number;

    public bool Exists => Read(Identity) is not Absent and not 0;

    /// <summary>Base class: bridges are 6.</summary>
    public uint BaseClass => Read(Class) >> 24;

    public uint Layout => (Read(HeaderType) >> 16) & 0x7f;

    public bool HasMoreFunctions => (Read(HeaderType) >> 23 & 1) != 0;

    public uint Read(uint offset)
    {
        if (offset >= ConfigurationBytes)
        {
            return Absent;
        }

        Select(offset);
        return Configuration.Ports(0).Read32(DataPort);
    }

    public void Write(uint offset, uint value)
    {
        Select(offset);
        Configuration.Ports(0).Write32(DataPort, value);
    }

    /// <summary>Changes bits of the command register; its upper half, the status, is cleared by ones and is left alone.</summary>
    public void ChangeCommand(uint set, uint clear) => Write(Command, ((Read(Command) & CommandBits) | set) & ~clear);

    /// <summary>Offset of a capability behind another one, or of the first; zero when there is none.</summary>
    public uint FindCapability(uint kind, uint after)
    {
        if (!Exists || (Read(Command) & HasCapabilities) == 0)
        {
            return 0;
        }

        var offset = Read(FirstCapability) & 0xfc;
        var isBehind = after == 0;
        for (var i = 0; i < MostCapabilities && offset >= BehindHeader; i++)
        {
            var header = Read(offset);
            if (isBehind && (header & 0xff) == kind)
            {
                return offset;
            }

            isBehind |= offset == after;
            offset = header >> 8 & 0xfc;
        }

        return 0;
    }

    private void Select(uint offset) =>
        Configuration.Ports(0).Write32(AddressPort, ConfigurationCycle | (number << 8) | (offset & 0xfc));
}
