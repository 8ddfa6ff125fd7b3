// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// caprock_main: goes on at caprock_component, whose name tells the system builder that a program is a component.

    .text
    .global caprock_main
    .type caprock_main, @function
caprock_main:
    jmp caprock_component
    .size caprock_main, . - caprock_main
