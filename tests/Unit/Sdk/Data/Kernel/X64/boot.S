/* SPDX-License-Identifier: BSD-2-Clause */
/* The least that brings a multiboot loader's 32-bit state to C# in the high window: one page table level of 1 GiB pages
   maps the first GiB at 0 and at -2 GiB. Sources: Multiboot 0.6.96, 3.1 and 3.2; Intel SDM 3A, 4.5 and 9.8.5. */
        .section .multiboot, "a"
        .balign 8
        .long   0x1badb002, 0, -0x1badb002

        .section .boot.text, "ax"
        .code32
        .globl  _start
_start: movl    $tables, %eax
        movl    $(tables + 4096), %ebx
        orl     $3, %ebx
        movl    %ebx, (%eax)
        movl    %ebx, 511*8(%eax)
        movl    $0x83, 4096(%eax)
        movl    $0x83, 4096 + 510*8(%eax)
        movl    %eax, %cr3
        movl    $0x20, %eax
        movl    %eax, %cr4
        movl    $0xc0000080, %ecx
        movl    $0x100, %eax
        xorl    %edx, %edx
        wrmsr
        movl    $0x80000001, %eax
        movl    %eax, %cr0
        lgdt    pointer
        ljmp    $8, $start64
        .code64
start64:
        movabsq $high, %rax
        jmp     *%rax
        .balign 8
table:  .quad   0, 0x00209a0000000000
pointer:
        .word   15
        .long   table

        .section .boot.bss, "aw", @nobits
        .balign 4096
tables: .space  8192

        .text
high:   xorl    %eax, %eax
        movl    %eax, %ds
        movl    %eax, %es
        movl    %eax, %ss
        leaq    kernel_stack_top(%rip), %rsp
        call    kernel_main
1:      hlt
        jmp     1b

        .globl  out_byte
out_byte:
        movl    %edi, %edx
        movl    %esi, %eax
        outb    %al, %dx
        ret

        .globl  exit_machine
exit_machine:
        movl    $0x501, %edx
        movl    %edi, %eax
        outl    %eax, %dx
        jmp     1b

        .bss
        .balign 16
        .globl  kernel_stack_bottom
kernel_stack_bottom:
        .space  4096
        .globl  kernel_stack_top
kernel_stack_top:
        .section .note.GNU-stack, "", @progbits
