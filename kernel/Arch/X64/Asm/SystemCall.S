// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// system_call_entry: where SYSCALL goes.
//
// In:    rcx instruction behind SYSCALL, r11 flags, rsp the user's, rdx system-call number; interrupts off, user GS.
//        Source: Intel SDM 2B, SYSCALL.
// Out:   caprock_system_call(number) with all registers saved in the running thread's context; then return_to_user
// Stack: the kernel's from its top (an event kernel keeps nothing on it between entries)

    .text
    .balign 16
    .global system_call_entry
    .type system_call_entry, @function
system_call_entry:
    swapgs
    mov gs:[CORE_USER_STACK], rsp
    mov rsp, gs:[CORE_CONTEXT_END]
    push USER_DATA
    push qword ptr gs:[CORE_USER_STACK]
    push r11
    push USER_CODE
    push rcx
    push 0
    push SYSTEM_CALL_ENTRY
    push r15
    push r14
    push r13
    push r12
    push r11
    push r10
    push r9
    push r8
    push rbp
    push rdi
    push rsi
    push rdx
    push rcx
    push rbx
    push rax
    sub rcx, 2                                  // length of the SYSCALL instruction
    mov [rsp + CONTEXT_FAULT_IP], rcx
    mov rdi, rdx
    mov rsp, gs:[CORE_KERNEL_STACK]
    xor ebp, ebp
    call caprock_system_call
    jmp return_to_user
    .size system_call_entry, . - system_call_entry
