// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// A plugin for QEMU's translator: counts every guest instruction that is executed, and how often each translated block is, in a file
// that another process maps. Time in which the guest waits counts nothing.
// Source: QEMU 7.2, "QEMU TCG Plugins" (docs/devel/tcg-plugins), API version 1.
//
// Build: clang -shared -nostdlib -o counter.so Counter.S.   Use: -plugin counter.so,counts=PATH, PATH being FILE_BYTES long.
//
// The file: 0 instructions executed; 8 blocks with an entry; 16 the number of instructions after which the guest is stopped, until the number
// is raised, if 32 was not zero at the start; from BLOCKS on 32 bytes for each block:
// 0 virtual address, 8 number of instructions, 16 times executed, 24 address in QEMU, which tells address spaces apart. Blocks beyond MOST_BLOCKS have no entry.

    .set FILE_BYTES, 64 << 20
    .set DUE, 16
    .set IS_PACED, 32
    .set BLOCKS, 64
    .set BLOCK_BYTES, 32
    .set MOST_BLOCKS, (FILE_BYTES - BLOCKS) / BLOCK_BYTES
    .set ADD, 0                     // QEMU_PLUGIN_INLINE_ADD_U64
    .set SYS_OPEN, 2
    .set SYS_MMAP, 9
    .set SYS_SCHED_YIELD, 24
    .set NO_REGISTERS, 0            // QEMU_PLUGIN_CB_NO_REGS
    .set OPEN_READ_WRITE, 2
    .set PROTECT_READ_WRITE, 3
    .set MAP_SHARED, 1

    .bss
    .balign 8
counts:
    .skip 8

    .data
    .balign 4
    .global qemu_plugin_version
qemu_plugin_version:
    .long 1

    .text
// int qemu_plugin_install(ulong id, info *, int argc, char **argv)
// In: rdi id, edx number of arguments, rcx arguments ("counts=PATH" first). Out: eax zero, or -1. Stack: aligned here.
    .global qemu_plugin_install
    .type qemu_plugin_install, @function
qemu_plugin_install:
    push rbx
    mov rbx, rdi
    cmp edx, 1
    jne 1f
    mov rdi, [rcx]
    add rdi, 7
    mov esi, OPEN_READ_WRITE
    mov eax, SYS_OPEN
    syscall
    test eax, eax
    js 1f
    mov r8d, eax
    xor edi, edi
    mov esi, FILE_BYTES
    mov edx, PROTECT_READ_WRITE
    mov r10d, MAP_SHARED
    xor r9d, r9d
    mov eax, SYS_MMAP
    syscall
    cmp rax, -4096
    ja 1f
    mov [rip + counts], rax
    mov rdi, rbx
    lea rsi, [rip + translated]
    call qemu_plugin_register_vcpu_tb_trans_cb@PLT
    xor eax, eax
    pop rbx
    ret
1:  mov eax, -1
    pop rbx
    ret
    .size qemu_plugin_install, . - qemu_plugin_install

// void translated(ulong id, block *)
// In: rsi the block. Has each of its instructions add one, and the block itself.
    .type translated, @function
translated:
    push rbx
    push r12
    push r13
    push r14
    push r15
    mov rbx, rsi
    mov r12, [rip + counts]
    mov rdi, rbx
    call qemu_plugin_tb_n_insns@PLT
    mov r13, rax
    xor r14d, r14d
1:  cmp r14, r13
    jae 2f
    mov rdi, rbx
    mov rsi, r14
    call qemu_plugin_tb_get_insn@PLT
    mov rdi, rax
    mov esi, ADD
    mov rdx, r12
    mov ecx, 1
    call qemu_plugin_register_vcpu_insn_exec_inline@PLT
    inc r14
    jmp 1b
2:  mov r15, [r12 + 8]
    cmp r15, MOST_BLOCKS
    jae 3f
    inc qword ptr [r12 + 8]
    shl r15, 5
    lea r15, [r12 + r15 + BLOCKS]
    mov rdi, rbx
    call qemu_plugin_tb_vaddr@PLT
    mov [r15], rax
    mov [r15 + 8], r13
    mov rdi, rbx
    xor esi, esi
    call qemu_plugin_tb_get_insn@PLT
    mov rdi, rax
    call qemu_plugin_insn_haddr@PLT
    mov [r15 + 24], rax
    mov rdi, rbx
    mov esi, ADD
    lea rdx, [r15 + 16]
    mov ecx, 1
    call qemu_plugin_register_vcpu_tb_exec_inline@PLT
3:  cmp qword ptr [r12 + IS_PACED], 0
    je 4f
    mov rdi, rbx
    lea rsi, [rip + executed]
    mov edx, NO_REGISTERS
    xor ecx, ecx
    call qemu_plugin_register_vcpu_tb_exec_cb@PLT
4:  pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    ret
    .size translated, . - translated

// void executed(unsigned processor, void *)
// Before each block: waits while the guest is stopped. The machine's devices go on meanwhile. Clobbers what a function may.
    .type executed, @function
executed:
    mov rdx, [rip + counts]
    mov rax, [rdx]
    cmp rax, [rdx + DUE]
    jae 1f
    ret
1:  mov eax, SYS_SCHED_YIELD
    syscall
    mov rdx, [rip + counts]
    mov rax, [rdx]
    cmp rax, [rdx + DUE]
    jae 1b
    ret
    .size executed, . - executed

    .section .note.GNU-stack, "", @progbits
