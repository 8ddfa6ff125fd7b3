// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// void *network_storage(void): 8 MiB of memory, cleared, aligned to a page.
// Out: rax. Clobbered: none. Stack: none.

    .section .bss.storage, "aw", @nobits
    .balign 4096
storage:
    .skip 8 << 20

    .text
    .global network_storage
    .type network_storage, @function
network_storage:
    lea rax, [rip + storage]
    ret
    .size network_storage, . - network_storage
