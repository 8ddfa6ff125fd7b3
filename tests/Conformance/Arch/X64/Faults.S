// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// Places where threads fault. For each NAME: void conformance_NAME(ulong argument), which returns the word at rax afterwards, and
// ulong conformance_NAME_at(void), the address of the instruction that faults.
// Out: rax. Clobbered: rax rcx rdx and what the instruction changes. Stack: none.

    .macro place name
    .global conformance_\name\()_at
    .type conformance_\name\()_at, @function
conformance_\name\()_at:
    lea rax, [rip + \name\()_here]
    ret
    .size conformance_\name\()_at, . - conformance_\name\()_at
    .global conformance_\name
    .type conformance_\name, @function
    .endm

    .text
    place undefined
conformance_undefined:
    mov eax, 1
undefined_here:
    ud2
    ret
    .size conformance_undefined, . - conformance_undefined

    place division
conformance_division:
    xor edx, edx
    xor ecx, ecx
    mov eax, 1
division_here:
    div rcx
    ret
    .size conformance_division, . - conformance_division

    place privileged
conformance_privileged:
    mov eax, 1
privileged_here:
    hlt
    ret
    .size conformance_privileged, . - conformance_privileged

    place breakpoint
conformance_breakpoint:
    mov eax, 1
breakpoint_here:
    int3
    ret
    .size conformance_breakpoint, . - conformance_breakpoint

    place software_interrupt
conformance_software_interrupt:
    mov eax, 1
software_interrupt_here:
    int 0x80
    ret
    .size conformance_software_interrupt, . - conformance_software_interrupt

    // Reads the word at the argument.
    place read
conformance_read:
read_here:
    mov rax, [rdi]
    ret
    .size conformance_read, . - conformance_read

    // An unknown system call with known values in all registers but rsp, which the argument becomes.
    place unknown_call
conformance_unknown_call:
    push rbx
    push rbp
    push r12
    push r13
    push r14
    push r15
    mov eax, 0x101
    mov ebx, 0x102
    mov rdx, rdi
    mov esi, 0x105
    mov edi, 0x106
    mov ebp, 0x107
    mov r8d, 0x108
    mov r9d, 0x109
    mov r10d, 0x10a
    mov r12d, 0x10c
    mov r13d, 0x10d
    mov r14d, 0x10e
    mov r15d, 0x10f
unknown_call_here:
    syscall
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbp
    pop rbx
    ret
    .size conformance_unknown_call, . - conformance_unknown_call

    // A division of floating-point numbers by zero with that exception unmasked, told at the next x87 instruction that waits.
    place floating_point
conformance_floating_point:
    fninit
    push 0x37b
    fldcw [rsp]
    pop rax
    fld1
    fldz
    fdivp
    mov eax, 1
floating_point_here:
    fwait
    ret
    .size conformance_floating_point, . - conformance_floating_point
