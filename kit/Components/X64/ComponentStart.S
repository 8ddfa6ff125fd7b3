// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// caprock_fail: corelib_panic, for who also gives a line, which the monitor finds where the call left it.
// In: rdi text, rsi length, rdx line, rcx FailureMark.Value; does not return

    .text
    .global caprock_fail
    .type caprock_fail, @function
caprock_fail:
    jmp corelib_panic
    .size caprock_fail, . - caprock_fail

// caprock_main: goes on at caprock_component, whose name tells the system builder that a program is a component.

    .text
    .global caprock_main
    .type caprock_main, @function
caprock_main:
    jmp caprock_component
    .size caprock_main, . - caprock_main
