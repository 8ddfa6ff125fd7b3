// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// Floating-point registers of a thread, loaded and looked at.

// void conformance_vector_hold(ulong seed, ulong *go, ulong *result, ulong yields): fills xmm0 to xmm15, spins until *go is not
// zero, makes some Yields, and stores how many of the 32 words are as they were.
// In: rdi, rsi, rdx, rcx. Clobbered: the caller-saved registers, xmm0 to xmm15. Stack: 32 bytes.
    .text
    .global conformance_vector_hold
    .type conformance_vector_hold, @function
conformance_vector_hold:
    push rbx
    push r12
    push r13
    push r14
    mov r12, rdi
    mov r13, rdx
    mov r14, rcx
    mov rax, rdi
    .irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    movq xmm\number, rax
    inc rax
    movq xmm0, rax
    .if \number != 0
    punpcklqdq xmm\number, xmm0
    .endif
    inc rax
    .endr
    movq xmm0, r12
1:  cmp qword ptr [rsi], 0
    pause
    je 1b
2:  test r14, r14
    jz 3f
    mov rdx, -11
    syscall
    dec r14
    jmp 2b
3:  xor ecx, ecx
    mov rax, r12
    movq rdx, xmm0
    cmp rdx, rax
    sete cl
    movzx ecx, cl
    add rax, 2
    .irp number, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    movq rdx, xmm\number
    xor ebx, ebx
    cmp rdx, rax
    sete bl
    add rcx, rbx
    inc rax
    psrldq xmm\number, 8
    movq rdx, xmm\number
    xor ebx, ebx
    cmp rdx, rax
    sete bl
    add rcx, rbx
    inc rax
    .endr
    mov [r13], rcx
    pop r14
    pop r13
    pop r12
    pop rbx
    ret
    .size conformance_vector_hold, . - conformance_vector_hold

// ulong conformance_vector_sum(void): all words of xmm0 to xmm15 combined by OR: zero for a thread that never used them.
    .global conformance_vector_sum
    .type conformance_vector_sum, @function
conformance_vector_sum:
    .irp number, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    orps xmm0, xmm\number
    .endr
    movq rax, xmm0
    psrldq xmm0, 8
    movq rdx, xmm0
    or rax, rdx
    ret
    .size conformance_vector_sum, . - conformance_vector_sum

// ulong conformance_control_words(void): MXCSR in the low half, the x87 control word in the high half.
    .global conformance_control_words
    .type conformance_control_words, @function
conformance_control_words:
    push 0
    stmxcsr [rsp]
    fnstcw [rsp + 4]
    pop rax
    ret
    .size conformance_control_words, . - conformance_control_words

// void conformance_set_control_words(ulong words): the same, to be set.
    .global conformance_set_control_words
    .type conformance_set_control_words, @function
conformance_set_control_words:
    push rdi
    ldmxcsr [rsp]
    fldcw [rsp + 4]
    pop rax
    ret
    .size conformance_set_control_words, . - conformance_set_control_words

// ulong conformance_x87_hold(ulong value, ulong yields): pushes a number on the x87 stack, makes Yields, and takes it off.
    .global conformance_x87_hold
    .type conformance_x87_hold, @function
conformance_x87_hold:
    push rdi
    fninit
    fild qword ptr [rsp]
    mov rdi, rsi
1:  test rdi, rdi
    jz 2f
    mov r9, rdi
    mov rdx, -11
    syscall
    mov rdi, r9
    dec rdi
    jmp 1b
2:  fistp qword ptr [rsp]
    pop rax
    ret
    .size conformance_x87_hold, . - conformance_x87_hold

// ulong conformance_wide_hold(ulong seed, ulong yields): keeps a value in the upper half of ymm7 over Yields (needs AVX).
    .global conformance_wide_hold
    .type conformance_wide_hold, @function
conformance_wide_hold:
    movq xmm0, rdi
    vinsertf128 ymm7, ymm7, xmm0, 1
    mov rdi, rsi
1:  test rdi, rdi
    jz 2f
    mov r9, rdi
    mov rdx, -11
    syscall
    mov rdi, r9
    dec rdi
    jmp 1b
2:  vextractf128 xmm0, ymm7, 1
    movq rax, xmm0
    ret
    .size conformance_wide_hold, . - conformance_wide_hold
