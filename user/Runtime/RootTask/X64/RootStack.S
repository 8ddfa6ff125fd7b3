// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// The stack of a root task, which nobody gives one. A page that is never used lies below it.

    .section .bss.root_stack, "aw", @nobits
    .balign 4096
    .skip 4096
    .skip 32768
    .global root_stack_top
root_stack_top:
