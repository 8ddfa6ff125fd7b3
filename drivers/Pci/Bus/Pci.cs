// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Drivers.Pci.Protocol;

namespace Caprock.Drivers.Pci.Bus;

/// <summary>The PCI bus: finds the devices, switches off what no driver has, and serves each driver for its own device only.</summary>
/// <remarks>The identifier of a channel is the number of its device: bus, five bits of device, three bits of function.</remarks>
[Component]
[Serves<IPciDevice>]
internal partial struct Pci
{
    private const uint FunctionsOfDevice = 8;
    private const uint FunctionsOfBus = 256;
    private const uint BusCount = 256;
    private const uint Bridge = 6;
    private const uint BridgeLayout = 1;

    private const uint MessageAddress = 0xfee0_0000;
    private const uint MessageEnable = 1 << 16;
    private const uint MessagesSelected = 7 << 20;
    private const uint MessageHas64Bits = 1 << 23;
    private const uint TableEnable = 1u << 31;
    private const uint TableMask = 1 << 30;

    public static void Init()
    {
        uint buses = 1;
        for (uint number = 0; number < buses * FunctionsOfBus; number++)
        {
            var function = new Function(number);
            if (function.Exists)
            {
                buses = Math.Min(BusCount, Math.Max(buses, Visit(function) + 1));
            }

            if (number % FunctionsOfDevice == 0 && !(function.Exists && function.HasMoreFunctions))
            {
                number += FunctionsOfDevice - 1;
            }
        }

        for (var i = 0; i < Configuration.ChannelCount; i++)
        {
            var client = Configuration.Channel(i);
            var function = new Function(client.Id);
            if (function.Exists && function.Layout == 0)
            {
                Placement.Place(client, function);
            }
        }
    }

    private static uint Identity(Channel caller) => new Function(caller.Id).Read(Function.Identity);

    private static uint Read(Channel caller, uint offset) => new Function(caller.Id).Read(offset);

    private static uint FindCapability(Channel caller, uint kind, uint after) => new Function(caller.Id).FindCapability(kind, after);

    private static bool Start(Channel caller)
    {
        var function = new Function(caller.Id);
        if (!function.Exists || function.BaseClass == Bridge)
        {
            return false;
        }

        function.ChangeCommand(Function.AnswersMemory | Function.AccessesMemory, 0);
        return true;
    }

    private static void Stop(Channel caller)
    {
        var function = new Function(caller.Id);
        if (function.Exists && function.BaseClass != Bridge)
        {
            function.ChangeCommand(0, Function.AccessesMemory);
        }
    }

    private static bool EnableMessages(Channel caller, uint vector)
    {
        var function = new Function(caller.Id);
        if (function.BaseClass == Bridge || vector + Limits.InterruptVectorOffset > byte.MaxValue)
        {
            return false;
        }

        var table = function.FindCapability(PciCapability.MessageTable, 0);
        if (table != 0)
        {
            function.Write(table, (function.Read(table) | TableEnable) & ~TableMask);
            return true;
        }

        var messages = function.FindCapability(PciCapability.Messages, 0);
        if (messages == 0)
        {
            return false;
        }

        var control = function.Read(messages);
        var isLong = (control & MessageHas64Bits) != 0;
        function.Write(messages + 4, MessageAddress);
        if (isLong)
        {
            function.Write(messages + 8, 0);
        }

        function.Write(messages + (isLong ? 12u : 8u), vector + Limits.InterruptVectorOffset);
        function.Write(messages, (control & ~MessagesSelected) | MessageEnable);
        return true;
    }

    /// <summary>Writes down what is there, and switches it off, bridges excepted; returns the highest bus that lies behind.</summary>
    private static uint Visit(Function function)
    {
        Print(function);
        if (function.Layout == BridgeLayout)
        {
            return function.Read(Function.BusNumbers) >> 16 & 0xff;
        }

        if (function.BaseClass != Bridge)
        {
            function.ChangeCommand(
                Function.LineInterruptOff, Function.AnswersPorts | Function.AnswersMemory | Function.AccessesMemory);
            function.Write(Function.ExpansionRom, 0);
        }

        return 0;
    }

    private static void Print(Function function)
    {
        var identity = function.Read(Function.Identity);
        DebugConsole.Write("pci: "u8);
        PrintHexadecimal(function.Number >> 8, 2);
        DebugConsole.Write(":"u8);
        PrintHexadecimal(function.Number >> 3 & 0x1f, 2);
        DebugConsole.Write("."u8);
        PrintHexadecimal(function.Number & 7, 1);
        DebugConsole.Write(" "u8);
        PrintHexadecimal(identity & 0xffff, 4);
        DebugConsole.Write(":"u8);
        PrintHexadecimal(identity >> 16, 4);
        DebugConsole.Write(" class "u8);
        PrintHexadecimal(function.Read(Function.Class) >> 8, 6);
        DebugConsole.Write("\n"u8);
    }

    private static void PrintHexadecimal(uint value, int digits)
    {
        for (var shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            DebugConsole.Write("0123456789abcdef"u8.Slice((int)(value >> shift & 0xf), 1));
        }
    }
}
