    .intel_syntax noprefix
//
// caprock_random: a random number of the processor.
// In: rdi where to put it; out: eax 1 when there is one, 0 when the processor has no generator or it gave nothing ten times
// Source: Intel SDM 1, 7.3.17 (RDRAND; how often to try), 2A, CPUID leaf 1, ECX bit 30

    .text
    .global caprock_random
    .type caprock_random, @function
caprock_random:
    push rbx
    mov eax, 1
    xor ecx, ecx
    cpuid
    pop rbx
    xor eax, eax
    bt ecx, 30
    jnc 2f
    mov ecx, 10
1:  rdrand rdx
    jc 3f
    dec ecx
    jnz 1b
2:  ret
3:  mov [rdi], rdx
    mov eax, 1
    ret
    .size caprock_random, . - caprock_random
