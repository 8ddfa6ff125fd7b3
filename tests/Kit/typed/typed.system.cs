// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components.Systems;

[assembly: MemoryRegion("counts", 0x1000)]

[assembly: ProtectionDomain("asker", "asker.elf", Priority = 90)]
[assembly: Map("asker", "counts", 0x1000_0000, Perms = "r")]

[assembly: ProtectionDomain("answerer", "answerer.elf", Priority = 120)]
[assembly: Map("answerer", "counts", 0x2000_0000)]

[assembly: Channel("asker", 1, "answerer", 2, FirstCalls = true)]
[assembly: Channel("asker", 3, "answerer", 4, FirstSetvarId = "second_bell")]
