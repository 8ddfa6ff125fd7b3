// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Hello;

[Component("hello")]
internal partial struct Hello
{
    public static void Init() => DebugConsole.WriteLine("hello, world"u8);
}
