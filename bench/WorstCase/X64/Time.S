// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
    .text

// ulong worst_case_time(void): the time-stamp counter.
    .global worst_case_time
    .type worst_case_time, @function
worst_case_time:
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret
    .size worst_case_time, . - worst_case_time

// Thread: rdi a time; reads at address 0 then. It needs no stack.
    .type worst_case_fault, @function
worst_case_fault:
    rdtsc
    shl rdx, 32
    or rax, rdx
    cmp rax, rdi
    jb worst_case_fault
    mov rax, [0]
    jmp worst_case_fault
    .size worst_case_fault, . - worst_case_fault

// ulong worst_case_fault_address(void): where that thread begins.
    .global worst_case_fault_address
    .type worst_case_fault_address, @function
worst_case_fault_address:
    lea rax, [rip + worst_case_fault]
    ret
    .size worst_case_fault_address, . - worst_case_fault_address
