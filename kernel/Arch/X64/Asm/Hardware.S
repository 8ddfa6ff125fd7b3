// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
#include "Context.inc"
//
// What C# cannot say: one function per instruction, named after the member of Hardware.
// System V AMD64 calling convention: arguments rdi, rsi, rdx, rcx; result rax. No stack is used.

    .macro function name
    .section .text.\name, "ax", @progbits
    .balign 16
    .global \name
    .type \name, @function
\name:
    .endm

function hardware_in8
    mov edx, edi
    xor eax, eax
    in al, dx
    ret
    .size hardware_in8, . - hardware_in8
function hardware_in16
    mov edx, edi
    xor eax, eax
    in ax, dx
    ret
    .size hardware_in16, . - hardware_in16
function hardware_in32
    mov edx, edi
    in eax, dx
    ret
    .size hardware_in32, . - hardware_in32
function hardware_out8
    mov edx, edi
    mov eax, esi
    out dx, al
    ret
    .size hardware_out8, . - hardware_out8
function hardware_out16
    mov edx, edi
    mov eax, esi
    out dx, ax
    ret
    .size hardware_out16, . - hardware_out16
function hardware_out32
    mov edx, edi
    mov eax, esi
    out dx, eax
    ret
    .size hardware_out32, . - hardware_out32

function hardware_read_msr
    mov ecx, edi
    rdmsr
    shl rdx, 32
    or rax, rdx
    ret
    .size hardware_read_msr, . - hardware_read_msr
function hardware_write_msr
    mov ecx, edi
    mov eax, esi
    mov rdx, rsi
    shr rdx, 32
    wrmsr
    ret
    .size hardware_write_msr, . - hardware_write_msr

// bool hardware_try_read_msr(uint register, ulong *value), bool hardware_try_write_msr(uint register, ulong value)
// What the processor refuses is an exception at one of the two instructions with a label: interrupt_in_kernel goes on at
// hardware_msr_refused then.
function hardware_try_read_msr
    mov ecx, edi
    .global hardware_msr_read_instruction
hardware_msr_read_instruction:
    rdmsr
    mov [rsi], eax
    mov [rsi + 4], edx
    mov eax, 1
    ret
    .size hardware_try_read_msr, . - hardware_try_read_msr
function hardware_try_write_msr
    mov ecx, edi
    mov eax, esi
    mov rdx, rsi
    shr rdx, 32
    .global hardware_msr_write_instruction
hardware_msr_write_instruction:
    wrmsr
    mov eax, 1
    ret
    .size hardware_try_write_msr, . - hardware_try_write_msr
function hardware_msr_refused
    xor eax, eax
    ret
    .size hardware_msr_refused, . - hardware_msr_refused

// void hardware_cpuid(uint leaf, uint subleaf, uint *eax_ebx_ecx_edx)
function hardware_cpuid
    mov r8, rdx
    mov r9, rbx
    mov eax, edi
    mov ecx, esi
    cpuid
    mov [r8], eax
    mov [r8 + 4], ebx
    mov [r8 + 8], ecx
    mov [r8 + 12], edx
    mov rbx, r9
    ret
    .size hardware_cpuid, . - hardware_cpuid
function hardware_read_timestamp
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret
    .size hardware_read_timestamp, . - hardware_read_timestamp

function hardware_read_cr2
    mov rax, cr2
    ret
    .size hardware_read_cr2, . - hardware_read_cr2
function hardware_read_cr3
    mov rax, cr3
    ret
    .size hardware_read_cr3, . - hardware_read_cr3
function hardware_write_cr3
    mov cr3, rdi
    ret
    .size hardware_write_cr3, . - hardware_write_cr3
function hardware_read_cr4
    mov rax, cr4
    ret
    .size hardware_read_cr4, . - hardware_read_cr4
function hardware_write_cr4
    mov cr4, rdi
    ret
    .size hardware_write_cr4, . - hardware_write_cr4
// void hardware_load_breakpoints(ulong *addresses, ulong control)
function hardware_load_breakpoints
    mov rax, [rdi]
    mov dr0, rax
    mov rax, [rdi + 8]
    mov dr1, rax
    mov rax, [rdi + 16]
    mov dr2, rax
    mov rax, [rdi + 24]
    mov dr3, rax
    mov dr7, rsi
    ret
    .size hardware_load_breakpoints, . - hardware_load_breakpoints
function hardware_disable_breakpoints
    xor eax, eax
    mov dr7, rax
    ret
    .size hardware_disable_breakpoints, . - hardware_disable_breakpoints
function hardware_read_debug_status
    mov rax, dr6
    ret
    .size hardware_read_debug_status, . - hardware_read_debug_status
function hardware_write_debug_status
    mov dr6, rdi
    ret
    .size hardware_write_debug_status, . - hardware_write_debug_status

function hardware_invalidate_page
    invlpg [rdi]
    ret
    .size hardware_invalidate_page, . - hardware_invalidate_page
// void hardware_invalidate_context(ulong kind, ulong *descriptor)
function hardware_invalidate_context
    invpcid rdi, [rsi]
    ret
    .size hardware_invalidate_context, . - hardware_invalidate_context

function hardware_set_task_switched
    mov rax, cr0
    or eax, 8
    mov cr0, rax
    ret
    .size hardware_set_task_switched, . - hardware_set_task_switched
function hardware_clear_task_switched
    clts
    ret
    .size hardware_clear_task_switched, . - hardware_clear_task_switched
// void hardware_fxexchange(void *saved, void *loaded)
function hardware_fxexchange
    fxsave64 [rdi]
    fxrstor64 [rsi]
    ret
    .size hardware_fxexchange, . - hardware_fxexchange
function hardware_fxrstor
    fxrstor64 [rdi]
    ret
    .size hardware_fxrstor, . - hardware_fxrstor
// void hardware_xexchange(void *saved, void *loaded, uint features)
function hardware_xexchange
    mov eax, edx
    xor edx, edx
    xsave64 [rdi]
    xrstor64 [rsi]
    ret
    .size hardware_xexchange, . - hardware_xexchange
// void hardware_xrstor(void *area, uint features)
function hardware_xrstor
    mov eax, esi
    xor edx, edx
    xrstor64 [rdi]
    ret
    .size hardware_xrstor, . - hardware_xrstor
function hardware_write_xcr0
    xor ecx, ecx
    mov eax, edi
    xor edx, edx
    xsetbv
    ret
    .size hardware_write_xcr0, . - hardware_write_xcr0

// void hardware_store_bases(ulong *fs_gs), void hardware_load_bases(ulong *fs_gs)
function hardware_store_bases
    rdfsbase rax
    mov [rdi], rax
    rdgsbase rax
    mov [rdi + 8], rax
    ret
    .size hardware_store_bases, . - hardware_store_bases
function hardware_load_bases
    mov rax, [rdi]
    wrfsbase rax
    mov rax, [rdi + 8]
    wrgsbase rax
    ret
    .size hardware_load_bases, . - hardware_load_bases
// void hardware_exchange_bases(ulong *stored_fs_gs, ulong *loaded_fs_gs)
function hardware_exchange_bases
    rdfsbase rax
    mov [rdi], rax
    rdgsbase rax
    mov [rdi + 8], rax
    mov rax, [rsi]
    wrfsbase rax
    mov rax, [rsi + 8]
    wrgsbase rax
    ret
    .size hardware_exchange_bases, . - hardware_exchange_bases

// void hardware_load_tables(void *gdt, ulong gdt_limit, void *idt, ulong idt_limit, ulong task_selector)
function hardware_load_tables
    push rdi
    shl rsi, 48
    push rsi
    lgdt [rsp + 6]
    mov [rsp + 8], rdx
    shl rcx, 48
    mov [rsp], rcx
    lidt [rsp + 6]
    add rsp, 16
    ltr r8w
    ret
    .size hardware_load_tables, . - hardware_load_tables

function hardware_halt
    cli
1:  hlt
    jmp 1b
    .size hardware_halt, . - hardware_halt
