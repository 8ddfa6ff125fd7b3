// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// return_to_user: continues the thread whose context the core's area names.
//
// In:    GS the kernel's, interrupts off; CORE_CONTEXT_END is the end of the frame in that thread's context
// Out:   the thread's registers and mode
// Stack: none; rsp walks the context
//
// After a system call SYSRET, otherwise IRET. SYSRET's address is canonical: NextIp only ever gets canonical addresses, and
// the page below the hole cannot be mapped (seL4_UserTop), so that no SYSCALL ends at the hole. Source: Intel SDM 2B, SYSRET.
// A non-maskable interrupt in the last instructions, on the user's stack, has a stack of its own and does not use GS.

    .text
    .balign 16
    .global return_to_user
    .type return_to_user, @function
return_to_user:
    mov rsp, gs:[CORE_CONTEXT_END]
    sub rsp, CONTEXT_FRAME_END
    cmp qword ptr [rsp + CONTEXT_ENTRY_KIND], SYSTEM_CALL_ENTRY
    jne 1f
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
    mov rcx, [rsp + CONTEXT_NEXT_IP - CONTEXT_ENTRY_KIND]
    mov r11, [rsp + CONTEXT_FLAGS - CONTEXT_ENTRY_KIND]
    mov rsp, [rsp + CONTEXT_STACK - CONTEXT_ENTRY_KIND]
    swapgs
    sysretq
1:  test byte ptr [rsp + CONTEXT_CODE], 3
    jz 2f
    swapgs
2:  pop rax
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

// idle_loop: the idle thread, in kernel mode with interrupts on. An interrupt starts the kernel's stack afresh.
    .global idle_loop
    .type idle_loop, @function
idle_loop:
    sti
    hlt
    jmp idle_loop
    .size idle_loop, . - idle_loop
