// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// ulong net_checksum_add(byte *data, ulong blocks): the one's complement sum of 64-bit words, as they lie in memory
// In: rdi data, rsi number of blocks of 64 bytes, at least one. Out: rax. Clobbered: rdi, rsi. Stack: none.
// Source: RFC 1071, 2 (C). DEC and LEA leave the carry as it is.

    .section .text.net_checksum_add, "ax", @progbits
    .global net_checksum_add
    .type net_checksum_add, @function
    .balign 16
net_checksum_add:
    xor eax, eax
1:  adc rax, [rdi]
    adc rax, [rdi + 8]
    adc rax, [rdi + 16]
    adc rax, [rdi + 24]
    adc rax, [rdi + 32]
    adc rax, [rdi + 40]
    adc rax, [rdi + 48]
    adc rax, [rdi + 56]
    lea rdi, [rdi + 64]
    dec rsi
    jnz 1b
    adc rax, 0
    ret
    .size net_checksum_add, . - net_checksum_add

    .section .note.GNU-stack, "", @progbits
