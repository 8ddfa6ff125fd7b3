/* SPDX-License-Identifier: BSD-2-Clause */
/* The code generator emits a library start-up routine that brackets itself with these. Nothing runs it. */
        .section .text.RhpReversePInvoke, "ax", %progbits
        .globl  RhpReversePInvoke
        .type   RhpReversePInvoke, %function
        .globl  RhpReversePInvokeReturn
        .type   RhpReversePInvokeReturn, %function
RhpReversePInvoke:
RhpReversePInvokeReturn:
        udf     #0
        .size   RhpReversePInvoke, . - RhpReversePInvoke
        .size   RhpReversePInvokeReturn, . - RhpReversePInvokeReturn

        .section .note.GNU-stack, "", %progbits
