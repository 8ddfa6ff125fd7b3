// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// _start: first instruction of a component or root task.
//
// In:    rdi argument (root task: boot information; component: start block), rsp top of the stack, or zero
// Stack: who starts a component gives it one; a root task arrives with rsp = 0 and takes the one below
// Leaves with a call of caprock_main(argument); a return from it is an error and stops at ud2.

    .text
    .global _start
    .type _start, @function
_start:
    test rsp, rsp
    jnz 1f
    lea rsp, [rip + root_stack_top]
1:  xor ebp, ebp
    call caprock_main
    ud2
    .size _start, . - _start

    .weak root_stack_top
