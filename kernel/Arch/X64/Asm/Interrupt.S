// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// exception_stubs: one entry for each exception, 16 bytes apart; interrupt_stubs: one for each interrupt, 8 bytes apart, and a
// last one for vectors that nothing uses.
//
// In:    the processor's frame at rsp: in user mode in the running thread's context (RSP0), in the idle thread on the kernel's
//        stack. Source: Intel SDM 3A, 6.14.
// Out:   caprock_interrupt(vector, error) with all registers saved; then return_to_user.
//        What cannot be survived ends in caprock_kernel_fault(frame), which does not return.
// Stack: the kernel's from its top; fault_stack for double faults and machine checks

    .text
    .balign 16
    .global exception_stubs
    .type exception_stubs, @function
exception_stubs:
    .set vector, 0
    .rept FIRST_INTERRUPT
    .balign 16
    // Exceptions 8, 10 to 14, 17, 21, 29 and 30 push an error code. Source: Intel SDM 3A, table 6-1; AMD64 APM 2, 8.4.
    .if (0x60227d00 >> vector) & 1
    .else
    push 0
    .endif
    push vector
    .if (vector == 8) || (vector == 18)
    jmp interrupt_fatal
    .else
    jmp interrupt_common
    .endif
    .set vector, vector + 1
    .endr
    .size exception_stubs, . - exception_stubs

// The push is two bytes long, so the vector is taken for signed; interrupt_external makes it whole again.
    .balign 8
    .global interrupt_stubs
    .type interrupt_stubs, @function
interrupt_stubs:
    .set vector, FIRST_INTERRUPT
    .rept INTERRUPT_STUBS
    .balign 8
    .byte 0x6a, vector                          // push vector
    jmp interrupt_external
    .set vector, vector + 1
    .endr
    .size interrupt_stubs, . - interrupt_stubs

    .type interrupt_external, @function
interrupt_external:
    push qword ptr [rsp]                        // also where an exception has its error code
    mov dword ptr [rsp + 4], 0
    and dword ptr [rsp], 0xff
    jmp interrupt_common
    .size interrupt_external, . - interrupt_external

    .balign 16
    .type interrupt_common, @function
interrupt_common:
    cld
    test byte ptr [rsp + CONTEXT_CODE - CONTEXT_ENTRY_KIND], 3
    jz interrupt_in_kernel
    swapgs
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
    mov rax, [rsp + CONTEXT_NEXT_IP]
    mov [rsp + CONTEXT_FAULT_IP], rax
    mov rdi, [rsp + CONTEXT_ENTRY_KIND]
    mov rsi, [rsp + CONTEXT_ENTRY_KIND + 8]
    mov rsp, gs:[CORE_KERNEL_STACK]
    xor ebp, ebp
    call caprock_interrupt
    jmp return_to_user
    .size interrupt_common, . - interrupt_common

// Only the idle thread has interrupts on in kernel mode; it has nothing to save.
    .type interrupt_in_kernel, @function
interrupt_in_kernel:
    mov rdi, [rsp]
    cmp rdi, FIRST_INTERRUPT
    jb interrupt_fatal
    xor esi, esi
    mov rsp, gs:[CORE_KERNEL_STACK]
    xor ebp, ebp
    call caprock_interrupt
    jmp return_to_user
    .size interrupt_in_kernel, . - interrupt_in_kernel

// Exceptions in kernel mode; double faults and machine checks in any.
    .type interrupt_fatal, @function
interrupt_fatal:
    mov rdi, rsp
    and rsp, -16
    call caprock_kernel_fault
    ud2
    .size interrupt_fatal, . - interrupt_fatal

// nmi_entry: non-maskable interrupts mean nothing here. They may come between any two instructions.
    .global nmi_entry
    .type nmi_entry, @function
nmi_entry:
    iretq
    .size nmi_entry, . - nmi_entry
