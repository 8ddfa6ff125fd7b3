// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// Memory that needs an alignment C# cannot ask for: page tables, stacks, the core's area and interrupt table.

    .section .bss.kernel_storage, "aw", @nobits
    .balign PAGE_BYTES
    .global kernel_pml4, kernel_pointer_table, kernel_directories
kernel_pml4:
    .skip PAGE_BYTES
kernel_pointer_table:
    .skip PAGE_BYTES
kernel_directories:                             // the window's first GiB, and 3 more where pages of 1 GiB are missing
    .skip PAGE_BYTES * 4
    .global kernel_window_tables
kernel_window_tables:                           // the image's 4 MiB in the window
    .skip PAGE_BYTES * 2
    .global kernel_image_directory, kernel_image_tables
kernel_image_directory:
    .skip PAGE_BYTES
kernel_image_tables:                            // 4 MiB of image
    .skip PAGE_BYTES * 2
    .global kernel_device_directory, kernel_device_table
kernel_device_directory:
    .skip PAGE_BYTES
kernel_device_table:
    .skip PAGE_BYTES

    .global kernel_interrupt_table
kernel_interrupt_table:
    .skip VECTORS * 16
    .global kernel_core_area
kernel_core_area:                               // inside one page: Intel SDM 3A, 8.2.1
    .skip CORE_AREA_BYTES

    .balign PAGE_BYTES
    .global kernel_stack_guard
kernel_stack_guard:                             // not mapped: a stack that grows too far ends in a double fault
    .skip PAGE_BYTES
    .global kernel_stack_bottom, kernel_stack_top
kernel_stack_bottom:
    .skip KERNEL_STACK_BYTES
kernel_stack_top:
    .global fault_stack_bottom, fault_stack_top
fault_stack_bottom:
    .skip FAULT_STACK_BYTES
fault_stack_top:
    .skip NMI_STACK_BYTES
    .global nmi_stack_top
nmi_stack_top:
    .skip DEBUG_STACK_BYTES
    .global debug_stack_top
debug_stack_top:
