/* SPDX-License-Identifier: BSD-2-Clause */
/* Blocks of memory, without vector registers. The code generator calls these by name.
   Calling convention: System V AMD64 ABI 1.0, 3.2: arguments rdi, rsi, rdx; result rax; rcx, rsi, rdi are the callee's.
   No stack is used. The direction flag is clear on entry and on return. */
        .intel_syntax noprefix

/* void *memset(rdi destination, esi byte, rdx length): returns the destination; clobbers rcx, rdi, rsi. */
        .section .text.memset, "ax", @progbits
        .globl  memset
        .type   memset, @function
        .balign 16
memset:
        mov     r8, rdi
        movzx   eax, sil
        mov     rcx, 0x0101010101010101
        imul    rax, rcx
        mov     rcx, rdx
        shr     rcx, 3
        rep stosq
        mov     ecx, edx
        and     ecx, 7
        rep stosb
        mov     rax, r8
        ret
        .size   memset, . - memset

/* void *memcpy(rdi destination, rsi source, rdx length): as memmove.
   void *memmove(rdi destination, rsi source, rdx length): the regions may overlap; returns the destination. */
        .section .text.memmove, "ax", @progbits
        .globl  memcpy
        .type   memcpy, @function
        .globl  memmove
        .type   memmove, @function
        .balign 16
memcpy:
memmove:
        mov     rax, rdi
        mov     rcx, rdi
        sub     rcx, rsi
        cmp     rcx, rdx
        jb      1f              /* the destination starts inside the source: copy from the end */
        mov     rcx, rdx
        shr     rcx, 3
        rep movsq
        mov     ecx, edx
        and     ecx, 7
        rep movsb
        ret
1:      lea     rdi, [rdi + rdx - 1]
        lea     rsi, [rsi + rdx - 1]
        mov     rcx, rdx
        std
        rep movsb
        cld
        ret
        .size   memmove, . - memmove
        .size   memcpy, . - memcpy

/* int memcmp(rdi first, rsi second, rdx length): eax negative, zero or positive, by the first byte that differs. */
        .section .text.memcmp, "ax", @progbits
        .globl  memcmp
        .type   memcmp, @function
        .balign 16
memcmp:
        xor     eax, eax
        mov     rcx, rdx
        cmp     rax, rax        /* equal, for a length of zero */
        repe cmpsb
        je      1f
        movzx   eax, byte ptr [rdi - 1]
        movzx   ecx, byte ptr [rsi - 1]
        sub     eax, ecx
1:      ret
        .size   memcmp, . - memcmp

        .section .note.GNU-stack, "", @progbits
