/* SPDX-License-Identifier: BSD-2-Clause */
        .globl  _start
        .type   _start, %function
_start: adrp    x0, stack_top
        add     x0, x0, :lo12:stack_top
        mov     sp, x0
        adrp    x0, block
        add     x0, x0, :lo12:block
        bl      component_main
        .globl  component_stop
component_stop:
        b       component_stop

        .bss
block:  .quad   0
        .balign 16
        .space  4096
stack_top:
        .section .note.GNU-stack, "", %progbits
