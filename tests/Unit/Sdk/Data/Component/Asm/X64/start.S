/* SPDX-License-Identifier: BSD-2-Clause */
        .globl  _start
        .type   _start, @function
_start: lea     stack_top(%rip), %rsp
        lea     block(%rip), %rdi
        call    component_main
        .globl  component_stop
component_stop:
        jmp     component_stop

        .bss
block:  .quad   0
        .balign 16
        .space  4096
stack_top:
        .section .note.GNU-stack, "", @progbits
