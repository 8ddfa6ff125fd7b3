// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// System calls whose every register is looked at, and reads through segment bases.

    .text
// void conformance_all_registers(ulong *registers): a system call between loading and storing every general register.
//
// In:        rdi 15 words: rax rbx rcx rdx rsi rdi rbp r8 to r15
// Out:       the same words as the system call left them
// Clobbered: the caller-saved registers of the System V ABI
// Stack:     64 bytes; relies on rsp being preserved, which is what is tested

    .global conformance_all_registers
    .type conformance_all_registers, @function
conformance_all_registers:
    push rbx
    push rbp
    push r12
    push r13
    push r14
    push r15
    push rdi
    mov rax, [rdi]
    mov rbx, [rdi + 8]
    mov rcx, [rdi + 16]
    mov rdx, [rdi + 24]
    mov rsi, [rdi + 32]
    mov rbp, [rdi + 48]
    mov r8, [rdi + 56]
    mov r9, [rdi + 64]
    mov r10, [rdi + 72]
    mov r11, [rdi + 80]
    mov r12, [rdi + 88]
    mov r13, [rdi + 96]
    mov r14, [rdi + 104]
    mov r15, [rdi + 112]
    mov rdi, [rdi + 40]
    .global conformance_all_registers_call
conformance_all_registers_call:
    syscall
    push rdi
    mov rdi, [rsp + 8]
    mov [rdi], rax
    mov [rdi + 8], rbx
    mov [rdi + 16], rcx
    mov [rdi + 24], rdx
    mov [rdi + 32], rsi
    mov [rdi + 48], rbp
    mov [rdi + 56], r8
    mov [rdi + 64], r9
    mov [rdi + 72], r10
    mov [rdi + 80], r11
    mov [rdi + 88], r12
    mov [rdi + 96], r13
    mov [rdi + 104], r14
    mov [rdi + 112], r15
    pop rax
    mov [rdi + 40], rax
    pop rdi
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbp
    pop rbx
    ret
    .size conformance_all_registers, . - conformance_all_registers

// ulong conformance_all_registers_return(void): the address behind that system call.
    .global conformance_all_registers_return
    .type conformance_all_registers_return, @function
conformance_all_registers_return:
    lea rax, [rip + conformance_all_registers_call + 2]
    ret
    .size conformance_all_registers_return, . - conformance_all_registers_return

// ulong conformance_read_fs(void), ulong conformance_read_gs(void): the word at offset 0 of the segment.
    .global conformance_read_fs
    .type conformance_read_fs, @function
conformance_read_fs:
    mov rax, fs:[0]
    ret
    .size conformance_read_fs, . - conformance_read_fs

    .global conformance_read_gs
    .type conformance_read_gs, @function
conformance_read_gs:
    mov rax, gs:[0]
    ret
    .size conformance_read_gs, . - conformance_read_gs

// ulong conformance_flags_over_yield(ulong flags): the flags as they are after a Yield with these flags.
// Clobbered: the caller-saved registers. Stack: 16 bytes. Leaves the direction flag clear.
    .global conformance_flags_over_yield
    .type conformance_flags_over_yield, @function
conformance_flags_over_yield:
    push rbx
    push rdi
    mov rdx, -11
    popfq
    syscall
    pushfq
    pop rax
    push 0x202
    popfq
    pop rbx
    ret
    .size conformance_flags_over_yield, . - conformance_flags_over_yield
