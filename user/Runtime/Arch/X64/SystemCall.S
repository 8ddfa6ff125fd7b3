// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// ulong caprock_system_call(long number, ulong capability, ulong info, ulong *words, ulong reply, ulong *badge, ulong destination)
//
// In:        rdi number, rsi capability, rdx message info, rcx four message words (read and written), r8 reply capability,
//            r9 where the badge goes, [rsp+8] destination of the non-blocking send of NBSendRecv and NBSendWait
// Out:       rax message info
// Clobbered: the caller-saved registers of the System V ABI
// Stack:     48 bytes
//
// Register use of a system call: rdx number, rdi capability (badge on return), rsi message info, r10 r8 r9 r15 message words,
// r12 reply capability, r13 destination; the processor overwrites rcx and r11; rbx keeps the stack pointer.
// Source: libsel4, sel4_arch/x86_64, system-call stubs' register assignment.

    .text
    .global caprock_system_call
    .type caprock_system_call, @function
caprock_system_call:
    .cfi_startproc
    push rbx
    push r12
    push r13
    push r15
    push rcx
    push r9
    .cfi_def_cfa_offset 56
    mov r13, [rsp + 56]
    mov r12, r8
    mov rax, rdi
    mov rdi, rsi
    mov rsi, rdx
    mov rdx, rax
    mov r10, [rcx]
    mov r8, [rcx + 8]
    mov r9, [rcx + 16]
    mov r15, [rcx + 24]
    mov rbx, rsp
    syscall
    mov rsp, rbx
    pop rdx
    mov [rdx], rdi
    pop rdx
    mov [rdx], r10
    mov [rdx + 8], r8
    mov [rdx + 16], r9
    mov [rdx + 24], r15
    mov rax, rsi
    pop r15
    pop r13
    pop r12
    pop rbx
    .cfi_def_cfa_offset 8
    ret
    .cfi_endproc
    .size caprock_system_call, . - caprock_system_call

// ulong caprock_read_ticks(void): the time-stamp counter.
    .global caprock_read_ticks
    .type caprock_read_ticks, @function
caprock_read_ticks:
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret
    .size caprock_read_ticks, . - caprock_read_ticks

// void caprock_stop(void): an undefined instruction, which is a fault of the component.
    .global caprock_stop
    .type caprock_stop, @function
caprock_stop:
    ud2
    .size caprock_stop, . - caprock_stop

// void corelib_panic(byte *text, ulong length): a failed check of the core library, stopped with the text in rdi and rsi.
    .global corelib_panic
    .type corelib_panic, @function
corelib_panic:
    ud2
    .size corelib_panic, . - corelib_panic
