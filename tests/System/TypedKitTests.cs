// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>Typed calls and activities, in the system that tests/Kit/typed describes in C#.</summary>
public sealed class TypedKitTests
{
    [Fact]
    public void Typed_calls_arrive_wrong_ones_are_refused_and_an_activity_hears_everything()
    {
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = QemuMachine.Benchmark,
            Kernel = BuildOutput.Kernel("microkit"),
            Module = BuildOutput.System("typed", "typed.image.elf"),
        });

        guest.Expect("asker: numbers arrive\n");
        guest.Expect("asker: structures arrive\n");
        guest.Expect("asker: an unknown procedure is refused\n");
        guest.Expect("asker: a wrong number of words is refused\n");
        guest.Expect("asker: listens\n");
        guest.Expect("asker: both bells\n");
        guest.Expect("asker: heard everything\n");
    }
}
