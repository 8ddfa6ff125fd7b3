// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// void clumsy_disable_interrupts(void): an instruction that user mode may not execute.

    .text
    .global clumsy_disable_interrupts
    .type clumsy_disable_interrupts, @function
clumsy_disable_interrupts:
    cli
    ret
    .size clumsy_disable_interrupts, . - clumsy_disable_interrupts
