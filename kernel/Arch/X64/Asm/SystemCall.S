// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"

//
// system_call_entry: where SYSCALL goes.
//
// In:    rcx instruction behind SYSCALL, r11 flags, rsp the user's, rdi capability, rsi message info, rdx system-call number;
//        interrupts off. Source: Intel SDM 2B, SYSCALL.
// Out:   caprock_system_call(capability, info, number, ticks), or what Dispatch.inc tries before, with the registers saved in the running thread's context,
//        but for rcx and r11, which SYSCALL itself has taken, and the selectors, which are always the same; then return_to_user
// Stack: the kernel's from its top (an event kernel keeps nothing on it between entries)

    .macro save register, field
    mov [rsp + \field - CONTEXT_FRAME_END], \register
    .endm

    // The clock, for caprock_system_call(capability, info, number, ticks).
    .macro read_clock
    mov r8, rdx
    rdtsc
    shl rdx, 32
    lea rcx, [rax + rdx]
    mov rdx, r8
    .endm

    .text
    .balign 16
    .global system_call_entry
    .type system_call_entry, @function
system_call_entry:
    mov [rip + kernel_core_area + CORE_USER_STACK], rsp
    mov rsp, [rip + kernel_core_area + CORE_CONTEXT_END]
    save rcx, CONTEXT_NEXT_IP
    save r11, CONTEXT_FLAGS
    mov rcx, [rip + kernel_core_area + CORE_USER_STACK]
    save rcx, CONTEXT_STACK
    mov qword ptr [rsp + CONTEXT_ENTRY_KIND - CONTEXT_FRAME_END], SYSTEM_CALL_ENTRY
    save rax, CONTEXT_RAX
    save rbx, CONTEXT_RBX
    save rdx, CONTEXT_RDX
    save rsi, CONTEXT_RSI
    save rdi, CONTEXT_RDI
    save rbp, CONTEXT_RBP
    save r8, CONTEXT_R8
    save r9, CONTEXT_R9
    save r10, CONTEXT_R10
    save r12, CONTEXT_R12
    save r13, CONTEXT_R13
    save r14, CONTEXT_R14
    save r15, CONTEXT_R15
    lea rsp, [rip + kernel_stack_top]
#include "Dispatch.inc"
    // Falls through: return_to_user follows.
    .size system_call_entry, . - system_call_entry

//
// return_to_user: continues a thread.
//
// In:    rax the thread, interrupts off
// Out:   the thread's registers and mode; RSP0 is the end of the processor's frame in its context
// Stack: none; rsp walks the context for IRET
//
// After a system call SYSRET, otherwise IRET. SYSRET's address is canonical: NextIp only ever gets canonical addresses, and
// the page below the hole cannot be mapped (seL4_UserTop), so that no SYSCALL ends at the hole. Source: Intel SDM 2B, SYSRET.
// A non-maskable interrupt in the last instructions, on the user's stack, has a stack of its own. The kernel does not use GS:
// its base is the user's all the time, and one core's area needs no pointer.

    .macro load register, field
    mov \register, [rax + \field]
    .endm

    .global return_to_user
    .type return_to_user, @function
return_to_user:
    lea rcx, [rax + CONTEXT_FRAME_END]
    cmp qword ptr [rax + CONTEXT_ENTRY_KIND], SYSTEM_CALL_ENTRY
    mov [rip + kernel_core_area + CORE_CONTEXT_END], rcx
    jne 1f
    load rbx, CONTEXT_RBX
    load rcx, CONTEXT_NEXT_IP
    load rdx, CONTEXT_RDX
    load rsi, CONTEXT_RSI
    load rdi, CONTEXT_RDI
    load rbp, CONTEXT_RBP
    load r8, CONTEXT_R8
    load r9, CONTEXT_R9
    load r10, CONTEXT_R10
    load r11, CONTEXT_FLAGS
    load r12, CONTEXT_R12
    load r13, CONTEXT_R13
    load r14, CONTEXT_R14
    load r15, CONTEXT_R15
    load rsp, CONTEXT_STACK
    load rax, CONTEXT_RAX
    sysretq
1:  mov rsp, rax
    pop rax
    pop rbx
    pop rcx
    pop rdx
    pop rsi
    pop rdi
    pop rbp
    pop r8
    pop r9
    pop r10
    pop r11
    pop r12
    pop r13
    pop r14
    pop r15
    add rsp, 16
    iretq
    .size return_to_user, . - return_to_user

    .type system_call_others, @function
system_call_others:
#include "Others.inc"
    .size system_call_others, . - system_call_others

// idle_loop: the idle thread, in kernel mode with interrupts on. An interrupt starts the kernel's stack afresh.
    .global idle_loop
    .type idle_loop, @function
idle_loop:
    sti
    hlt
    jmp idle_loop
    .size idle_loop, . - idle_loop
