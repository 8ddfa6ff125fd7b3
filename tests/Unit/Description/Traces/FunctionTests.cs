// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Functions and their names.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("Caprock_Examples_Hello_Caprock_Examples_Hello_Hello__Init", "Caprock.Examples.Hello.Hello.Init")]
    [InlineData("Caprock_User_Runtime_Caprock_User_Kernel__Call_0", "Caprock.User.Kernel.Call")]
    [InlineData(
        "Caprock_Kit_Components_Caprock_Kit_Components_EventLoop__Run<Demo_Demo_Client>", "Caprock.Kit.Components.EventLoop.Run<Client>")]
    [InlineData("CoreLib_System_ReadOnlySpan_1<UInt8>__get_Item", "System.ReadOnlySpan.get_Item")]
    [InlineData("Caprock_Kit_Components_Caprock_Kit_Components_Message___ctor", "Caprock.Kit.Components.Message.ctor")]
    [InlineData("Demo_Demo_Client___Init_g__Check_0_1", "Demo.Client.Init.Check")]
    [InlineData("client_Worker__Init", "client.Worker.Init")]
    [InlineData("caprock_system_call", "caprock_system_call")]
    [InlineData("_start", "_start")]
    [InlineData("__managed__Startup", "__managed__Startup")]
    [InlineData("main", "main")]
    public void A_symbol_becomes_a_name(string symbol, string name) => Assert.Equal(name, FunctionName.Readable(symbol));

    [Fact]
    public void Functions_do_not_overlap_and_the_managed_name_wins()
    {
        TestElf elf = new()
        {
            Functions =
            [
                (32, 16, "late"), (0, 40, "Demo_Demo_Client__Init"), (0, 40, "exported"), (64, 0, "label"), (96, 8, "last"),
                (999, 8, "outside"),
            ],
        };

        Assert.Equal(
            [
                new FunctionRange(TestElf.CodeAddress, TestElf.CodeAddress + 32, "Demo.Client.Init"),
                new FunctionRange(TestElf.CodeAddress + 32, TestElf.CodeAddress + 48, "late"),
                new FunctionRange(TestElf.CodeAddress + 64, TestElf.CodeAddress + 96, "label"),
                new FunctionRange(TestElf.CodeAddress + 96, TestElf.CodeAddress + 104, "last"),
            ],
            FunctionTable.Read(elf.Read()));
    }
}
