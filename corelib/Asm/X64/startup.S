/* SPDX-License-Identifier: BSD-2-Clause */
/* The code generator emits a library start-up routine that brackets itself with these. Nothing runs it, and the linker
   drops it together with them; they exist so that the link is complete when its section is kept. */
        .section .text.RhpReversePInvoke, "ax", @progbits
        .globl  RhpReversePInvoke
        .type   RhpReversePInvoke, @function
        .globl  RhpReversePInvokeReturn
        .type   RhpReversePInvokeReturn, @function
RhpReversePInvoke:
RhpReversePInvokeReturn:
        ud2
        .size   RhpReversePInvoke, . - RhpReversePInvoke
        .size   RhpReversePInvokeReturn, . - RhpReversePInvokeReturn

        .section .note.GNU-stack, "", @progbits
