// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// void support_exchange(struct exchange *x): one system call with every register that it reads given, all results kept.
//
// In:        rdi words: number, capability, message info, four message words, reply object, destination
// Out:       the same words: number and the last two untouched, badge in the place of the capability
// Clobbered: the caller-saved registers of the System V ABI
// Stack:     48 bytes

    .text
    .global support_exchange
    .type support_exchange, @function
support_exchange:
    push rbx
    push r12
    push r13
    push r15
    push rdi
    mov rax, rdi
    mov rdx, [rax]
    mov rdi, [rax + 8]
    mov rsi, [rax + 16]
    mov r10, [rax + 24]
    mov r8, [rax + 32]
    mov r9, [rax + 40]
    mov r15, [rax + 48]
    mov r12, [rax + 56]
    mov r13, [rax + 64]
    mov rbx, rsp
    syscall
    mov rsp, rbx
    pop rax
    mov [rax + 8], rdi
    mov [rax + 16], rsi
    mov [rax + 24], r10
    mov [rax + 32], r8
    mov [rax + 40], r9
    mov [rax + 48], r15
    pop r15
    pop r13
    pop r12
    pop rbx
    ret
    .size support_exchange, . - support_exchange
