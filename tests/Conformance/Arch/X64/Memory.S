// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// Memory of the threads of the tests: stacks and IPC buffers, each in pages of its own.

    .section .bss.threads, "aw", @nobits
    .balign 4096
case_stack:
    .skip 65536
case_stack_top:

// For each of 24 workers: 16 KiB of stack, then a page with the IPC buffer.
worker_memory:
    .skip 24 * 20480

    .text
    .macro address_of name, symbol
    .global \name
    .type \name, @function
\name:
    lea rax, [rip + \symbol]
    ret
    .size \name, . - \name
    .endm

// Each returns an address in rax and clobbers nothing else.
    address_of conformance_case_stack_top, case_stack_top
    address_of conformance_worker_memory, worker_memory
    address_of conformance_image_start, component_text_start
    address_of conformance_image_end, component_data_end
    address_of conformance_read_only_data, component_rodata_start
