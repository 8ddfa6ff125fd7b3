// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// Stacks of the root task's two small threads, and the embedded programs.
// For each program NAME: void *NAME_address(void), its first byte, and ulong NAME_length(void), its size.
// Out: rax. Clobbered: rcx. Stack: none.

    .section .bss.stacks, "aw", @nobits
    .balign 4096
    .skip 8192
tick_stack_top:
    .skip 8192
idle_stack_top:

    .macro address_of name, symbol
    .global \name
    .type \name, @function
\name:
    lea rax, [rip + \symbol]
    ret
    .size \name, . - \name
    .endm

    .macro image name
    address_of \name\()_address, \name
    .global \name\()_length
    .type \name\()_length, @function
\name\()_length:
    lea rax, [rip + \name\()_end]
    lea rcx, [rip + \name]
    sub rax, rcx
    ret
    .size \name\()_length, . - \name\()_length
    .endm

    .text
    address_of robustness_tick_stack, tick_stack_top
    address_of robustness_idle_stack, idle_stack_top
    image attacker_image
    image victim_image
