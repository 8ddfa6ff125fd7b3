/* SPDX-License-Identifier: BSD-2-Clause */
/* Blocks of memory, without vector registers. The code generator calls these by name.
   Calling convention: AAPCS64 2022Q3, 6.1.1: arguments x0, x1, x2; result x0; x3 to x8 are the callee's. No stack is used. */

/* void *memset(x0 destination, w1 byte, x2 length) */
        .section .text.memset, "ax", %progbits
        .globl  memset
        .type   memset, %function
memset:
        mov     x3, x0
1:      cbz     x2, 2f
        strb    w1, [x3], #1
        sub     x2, x2, #1
        b       1b
2:      ret
        .size   memset, . - memset

/* void *memmove(x0 destination, x1 source, x2 length): the regions may overlap. memcpy is the same routine. */
        .section .text.memmove, "ax", %progbits
        .globl  memcpy
        .type   memcpy, %function
        .globl  memmove
        .type   memmove, %function
memcpy:
memmove:
        sub     x3, x0, x1
        cmp     x3, x2
        b.lo    3f
        mov     x3, x0
1:      cmp     x2, #8
        b.lo    2f
        ldr     x4, [x1], #8
        str     x4, [x3], #8
        sub     x2, x2, #8
        b       1b
2:      cbz     x2, 4f
        ldrb    w4, [x1], #1
        strb    w4, [x3], #1
        sub     x2, x2, #1
        b       2b
3:      cbz     x2, 4f
        sub     x2, x2, #1
        ldrb    w4, [x1, x2]
        strb    w4, [x0, x2]
        b       3b
4:      ret
        .size   memmove, . - memmove
        .size   memcpy, . - memcpy

/* int memcmp(x0 first, x1 second, x2 length) */
        .section .text.memcmp, "ax", %progbits
        .globl  memcmp
        .type   memcmp, %function
memcmp:
        mov     x3, x0
1:      cbz     x2, 2f
        ldrb    w4, [x3], #1
        ldrb    w5, [x1], #1
        sub     x2, x2, #1
        subs    w0, w4, w5
        b.eq    1b
        ret
2:      mov     w0, #0
        ret
        .size   memcmp, . - memcmp

        .section .note.GNU-stack, "", %progbits
