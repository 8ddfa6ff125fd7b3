// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// exception_stubs: one entry for each exception, 16 bytes apart; interrupt_stubs: one for each interrupt, 8 bytes apart, and a
// last one for vectors that nothing uses.
//
// In:    the processor's frame at rsp: in user mode in the running thread's context (RSP0), in the idle thread on the kernel's
//        stack. Source: Intel SDM 3A, 6.14.
// Out:   caprock_interrupt(vector, error) with all registers saved; then return_to_user. Or hardware_msr_refused.
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

// Whatever is pushed first stands where an exception has its error code. The push of the vector is two bytes long, so it is taken
// for signed: only its lowest byte counts.
    .balign 8
    .global interrupt_stubs
    .type interrupt_stubs, @function
interrupt_stubs:
    .set vector, FIRST_INTERRUPT
    .rept INTERRUPT_STUBS
    .balign 8
    push rax
    .byte 0x6a, vector                          // push vector
    jmp interrupt_common
    .set vector, vector + 1
    .endr
    .size interrupt_stubs, . - interrupt_stubs

    .balign 16
    .type interrupt_common, @function
interrupt_common:
    cld
    test byte ptr [rsp + CONTEXT_CODE - CONTEXT_ENTRY_KIND], 3
    jz interrupt_in_kernel
interrupt_save:
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
    movzx edi, byte ptr [rsp + CONTEXT_ENTRY_KIND]
    mov rsi, [rsp + CONTEXT_ENTRY_KIND + 8]
    lea rsp, [rip + kernel_stack_top]
    call caprock_interrupt
    jmp return_to_user
    .size interrupt_common, . - interrupt_common

// Only the idle thread has interrupts on in kernel mode; it has nothing to save.
    .type interrupt_in_kernel, @function
interrupt_in_kernel:
    movzx edi, byte ptr [rsp]
    cmp rdi, FIRST_INTERRUPT
    jb interrupt_exception_in_kernel
    xor esi, esi
    lea rsp, [rip + kernel_stack_top]
    call caprock_interrupt
    jmp return_to_user
    .size interrupt_in_kernel, . - interrupt_in_kernel

// Of the exceptions in kernel mode only those at a refused model-specific register are expected. The functions that hold those
// instructions need neither rax nor rdi any more.
    .type interrupt_exception_in_kernel, @function
interrupt_exception_in_kernel:
    cmp rdi, GENERAL_PROTECTION
    jne interrupt_fatal
    mov rax, [rsp + 16]                         // where it happened
    lea rdi, [rip + hardware_msr_read_instruction]
    cmp rax, rdi
    je 1f
    lea rdi, [rip + hardware_msr_write_instruction]
    cmp rax, rdi
    jne interrupt_fatal
1:  lea rax, [rip + hardware_msr_refused]
    mov [rsp + 16], rax
    add rsp, 16
    iretq
    .size interrupt_exception_in_kernel, . - interrupt_exception_in_kernel

// Other exceptions in kernel mode; double faults and machine checks in any.
    .type interrupt_fatal, @function
interrupt_fatal:
    mov rdi, rsp
    and rsp, -16
    call caprock_kernel_fault
    ud2
    .size interrupt_fatal, . - interrupt_fatal

// debug_entry: exception 1 in profiles with breakpoints, on a stack of its own. A breakpoint on what MOV SS reads is reported only
// behind the next instruction, and when that is SYSCALL or INT3 the exception comes in the kernel, before it has a stack: it is
// dropped. Source: Intel SDM 3A, 6.8.3. In user mode it goes on as the others do.
    .global debug_entry
    .type debug_entry, @function
debug_entry:
    push 0
    push 1
    cld
    test byte ptr [rsp + CONTEXT_CODE - CONTEXT_ENTRY_KIND], 3
    jz 1f
    push rax
    push rcx
    mov rax, [rip + kernel_core_area + CORE_CONTEXT_END]
    .set word, 0
    .rept (CONTEXT_FRAME_END - CONTEXT_ENTRY_KIND) / 8
    mov rcx, [rsp + 16 + word]
    mov [rax + word - (CONTEXT_FRAME_END - CONTEXT_ENTRY_KIND)], rcx
    .set word, word + 8
    .endr
    pop rcx
    pop rax
    mov rsp, [rip + kernel_core_area + CORE_CONTEXT_END]
    sub rsp, CONTEXT_FRAME_END - CONTEXT_ENTRY_KIND
    jmp interrupt_save
1:  push rax
    mov eax, 0xffff0ff0
    mov dr6, rax
    pop rax
    add rsp, 16
    iretq
    .size debug_entry, . - debug_entry

// nmi_entry: non-maskable interrupts mean nothing here. They may come between any two instructions.
    .global nmi_entry
    .type nmi_entry, @function
nmi_entry:
    iretq
    .size nmi_entry, . - nmi_entry
