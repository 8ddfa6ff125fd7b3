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
function hardware_invalidate_page
    invlpg [rdi]
    ret
    .size hardware_invalidate_page, . - hardware_invalidate_page
// void hardware_invalidate_context(ulong kind, ulong *descriptor)
function hardware_invalidate_context
    invpcid rdi, [rsi]
    ret
    .size hardware_invalidate_context, . - hardware_invalidate_context

// void hardware_set_task_switched(bool)
function hardware_set_task_switched
    test dil, dil
    jnz 1f
    clts
    ret
1:  mov rax, cr0
    or eax, 8
    mov cr0, rax
    ret
    .size hardware_set_task_switched, . - hardware_set_task_switched
function hardware_fxsave
    fxsave64 [rdi]
    ret
    .size hardware_fxsave, . - hardware_fxsave
function hardware_fxrstor
    fxrstor64 [rdi]
    ret
    .size hardware_fxrstor, . - hardware_fxrstor
// void hardware_xsave(void *area, uint features)
function hardware_xsave
    mov eax, esi
    xor edx, edx
    xsave64 [rdi]
    ret
    .size hardware_xsave, . - hardware_xsave
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

function hardware_read_fs_base
    rdfsbase rax
    ret
    .size hardware_read_fs_base, . - hardware_read_fs_base
function hardware_write_fs_base
    wrfsbase rdi
    ret
    .size hardware_write_fs_base, . - hardware_write_fs_base
// User level's GS base waits in the MSR that SWAPGS exchanges.
function hardware_read_user_gs_base
    swapgs
    rdgsbase rax
    swapgs
    ret
    .size hardware_read_user_gs_base, . - hardware_read_user_gs_base
function hardware_write_user_gs_base
    swapgs
    wrgsbase rdi
    swapgs
    ret
    .size hardware_write_user_gs_base, . - hardware_write_user_gs_base

// void hardware_set_user_context(void *context)
function hardware_set_user_context
    add rdi, CONTEXT_FRAME_END
    mov gs:[CORE_CONTEXT_END], rdi
    ret
    .size hardware_set_user_context, . - hardware_set_user_context

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
