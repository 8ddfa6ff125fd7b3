// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// For each embedded program NAME: void *NAME_address(void), its first byte, and ulong NAME_length(void), its size.
// Out: rax. Clobbered: rcx. Stack: none.

    .macro image name
    .global \name\()_address
    .type \name\()_address, @function
\name\()_address:
    lea rax, [rip + \name]
    ret
    .size \name\()_address, . - \name\()_address

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
    image serial_image
    image server_image
    image clumsy_image
