/* SPDX-License-Identifier: BSD-2-Clause */
        .globl  component_first
component_first:
        leaq    component_image(%rip), %rax
        ret
        .globl  component_end
component_end:
        leaq    component_image_end(%rip), %rax
        ret
        .section .note.GNU-stack, "", @progbits
