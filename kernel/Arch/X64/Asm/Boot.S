// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// _start: where a multiboot loader enters.
//
// In:    eax loader's magic number, ebx physical address of its information; 32-bit protected mode, paging off, flat segments,
//        interrupts off. Source: Multiboot 0.6.96, 3.2; Multiboot2 2.0, 3.3.
// Out:   caprock_boot(magic, information, layout) in 64-bit mode at the kernel's linked addresses, first 4 GiB of memory
//        mapped at 0 and in the physical window; afterwards the first thread, which it returns
// Stack: boot_stack, then the kernel's own

// Both headers lead to _start.
    .section .multiboot, "a", @progbits
    .balign 8
multiboot1_header:
    .long 0x1badb002                            // Source: Multiboot 0.6.96, 3.1
    .long 0x00000003                            // modules on pages, memory map
    .long -(0x1badb002 + 0x00000003)
    .balign 8
multiboot2_header:
    .long 0xe85250d6                            // Source: Multiboot2 2.0, 3.1
    .long 0                                     // i386, protected mode
    .long multiboot2_end - multiboot2_header
    .long -(0xe85250d6 + (multiboot2_end - multiboot2_header))
    .short 6, 0                                 // modules on pages
    .long 8
    .short 0, 0
    .long 8
multiboot2_end:

    .section .boot.text, "ax", @progbits
    .code32
    .global _start
    .type _start, @function
_start:
    cli
    cld
    mov edi, eax
    mov esi, ebx
    rdtsc
    mov [boot_entry_tsc], eax
    mov [boot_entry_tsc + 4], edx
    mov esp, offset boot_stack_top

    // A processor with CPUID lets the ID flag change. Source: Intel SDM 1, 20.1.
    pushfd
    pop eax
    mov ecx, eax
    xor eax, 0x200000
    push eax
    popfd
    pushfd
    pop eax
    xor eax, ecx
    test eax, 0x200000
    jz boot_no_long_mode
    // Source: Intel SDM 2A, CPUID: leaf 0x80000001, edx 29 long mode, 20 no-execute.
    mov eax, 0x80000000
    cpuid
    cmp eax, 0x80000001
    jb boot_no_long_mode
    mov eax, 0x80000001
    cpuid
    bt edx, 29
    jnc boot_no_long_mode
    bt edx, 20
    jnc boot_no_execute_disable

    // First tables: 4 GiB in pages of 2 MiB, shared by the identity map, the physical window and (its first GiB) the image.
    mov ebx, offset kernel_directories - KERNEL_WINDOW
    mov eax, 0x83                               // present, writable, 2 MiB
    xor ecx, ecx
1:  mov [ebx + ecx * 8], eax
    add eax, 0x200000
    inc ecx
    cmp ecx, 2048
    jne 1b
    mov edx, offset kernel_pointer_table - KERNEL_WINDOW
    lea eax, [ebx + 3]
    mov [edx + 510 * 8], eax
    xor ecx, ecx
1:  mov [edx + ecx * 8], eax
    add eax, PAGE_BYTES
    inc ecx
    cmp ecx, 4
    jne 1b
    mov ebx, offset kernel_pml4 - KERNEL_WINDOW
    lea eax, [edx + 3]
    mov [ebx], eax
    mov [ebx + 511 * 8], eax

    // Long mode. Source: Intel SDM 3A, 10.8.5.
    mov eax, 0x20                               // CR4: PAE
    mov cr4, eax
    mov cr3, ebx
    mov ecx, 0xc0000080                         // IA32_EFER: SCE, LME, NXE
    rdmsr
    or eax, 0x901
    wrmsr
    mov eax, 0x80010033                         // CR0: PG, WP, NE, ET, MP, PE
    mov cr0, eax
    lgdt [boot_descriptors]
    .byte 0xea                                  // far jump to the 64-bit code segment
    .long boot_long_mode
    .short KERNEL_CODE

boot_no_long_mode:
    mov ebx, offset boot_message_long_mode
    jmp boot_stop
boot_no_execute_disable:
    mov ebx, offset boot_message_execute_disable
// Writes the text at ebx to COM1 and halts. Source: 16550D data sheet, 8.0 (line status, bit 5: transmitter empty).
boot_stop:
    mov edx, 0x3fd
1:  in al, dx
    test al, 0x20
    jz 1b
    mov edx, 0x3f8
    mov al, [ebx]
    test al, al
    jz 2f
    out dx, al
    inc ebx
    jmp boot_stop
2:  cli
    hlt
    jmp 2b
    .size _start, . - _start

    .code64
    .type boot_long_mode, @function
boot_long_mode:
    xor eax, eax
    mov ds, eax
    mov es, eax
    mov fs, eax
    mov gs, eax
    mov ss, eax
    movabs rax, offset boot_in_window
    jmp rax
    .size boot_long_mode, . - boot_long_mode

    .section .boot.data, "aw", @progbits
    .balign 8
boot_segments:
    .quad 0
    .quad 0x00209a0000000000                    // 64-bit code, privilege level 0
boot_descriptors:
    .short . - boot_segments - 1
    .long boot_segments
boot_message_long_mode:
    .asciz "caprock: this processor has no 64-bit mode\r\n"
boot_message_execute_disable:
    .asciz "caprock: this processor cannot forbid execution of pages (NX)\r\n"

    .balign 8
    .global boot_entry_tsc
boot_entry_tsc:
    .quad 0

    .section .boot.bss, "aw", @nobits
    .balign 16
    .skip 256
boot_stack_top:

    .text
    .type boot_in_window, @function
boot_in_window:
    lea rsp, [rip + kernel_stack_top]
    xor ebp, ebp
    mov edi, edi
    mov esi, esi
    lea rdx, [rip + boot_layout]
    call caprock_boot
    jmp return_to_user
    .size boot_in_window, . - boot_in_window

// BootLayout: where the image's parts are.
    .section .rodata.boot_layout, "a", @progbits
    .balign 8
boot_layout:
    .quad kernel_image_start
    .quad kernel_image_end - KERNEL_WINDOW
    .quad kernel_text_start
    .quad kernel_text_end
    .quad kernel_rodata_start
    .quad kernel_rodata_end
    .quad kernel_data_start
    .quad kernel_bss_end
    .quad kernel_pml4
    .quad kernel_pointer_table
    .quad kernel_directories
    .quad kernel_image_directory
    .quad kernel_image_tables
    .quad kernel_window_tables
    .quad kernel_device_directory
    .quad kernel_device_table
    .quad kernel_core_area
    .quad kernel_interrupt_table
    .quad exception_stubs
    .quad interrupt_stubs
    .quad system_call_entry
    .quad nmi_entry
    .quad debug_entry
    .quad idle_loop
    .quad kernel_stack_guard
    .quad kernel_stack_top
    .quad fault_stack_top
    .quad nmi_stack_top
    .quad debug_stack_top
    .quad boot_entry_tsc
