// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// _start: first instruction of a Linux program.
// In: rsp the number of arguments, then their addresses. Source: System V ABI, AMD64, 3.4.1.

    .text
    .global _start
    .type _start, @function
_start:
    mov rdi, rsp
    xor ebp, ebp
    and rsp, -16
    call linux_main
    ud2
    .size _start, . - _start

// long linux_call(ulong number, ulong, ulong, ulong, ulong, ulong, ulong): a system call of Linux
// In: rdi number, rsi rdx rcx r8 r9 and [rsp+8] arguments. Out: rax. Source: System V ABI, AMD64, A.2.1.
    .global linux_call
    .type linux_call, @function
linux_call:
    mov rax, rdi
    mov rdi, rsi
    mov rsi, rdx
    mov rdx, rcx
    mov r10, r8
    mov r8, r9
    mov r9, [rsp + 8]
    syscall
    ret
    .size linux_call, . - linux_call

// void *linux_storage(void): 16 MiB of memory, cleared, aligned to a page.
    .section .bss.storage, "aw", @nobits
    .balign 4096
storage:
    .skip 16 << 20

    .text
    .global linux_storage
    .type linux_storage, @function
linux_storage:
    lea rax, [rip + storage]
    ret
    .size linux_storage, . - linux_storage
