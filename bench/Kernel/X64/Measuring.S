// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// Stubs that measure. A stub takes the time-stamp counter, stores its low half in bench_start, loads the registers of a system
// call as libsel4's inline stubs do, and enters the kernel. Whoever runs next takes the counter as its first act behind the system
// call: bench_result gets the difference, or the function returns it. All of it runs in one image that is mapped in two address
// spaces, so that both sides see these words.
// Register use of a system call: see user/Runtime/Arch/X64/SystemCall.S.

    .macro stamp
    rdtsc
    mov [rip + bench_start], eax
    .endm

    .macro elapsed
    rdtsc
    sub eax, [rip + bench_start]
    .endm

    .macro enter number
    mov rbx, rsp
    mov rdx, \number
    syscall
    mov rsp, rbx
    .endm

    .macro function name
    .global \name
    .type \name, @function
\name:
    .endm

    .text
// ulong bench_call(long number, ulong capability, ulong info, ulong *words, ulong reply): one system call, of which the reply object
// can be the destination that it sends to as well; the time from the last stamp, its own or one that another thread has made since, to its return.
    function bench_call
    push rbx
    push rbp
    push r12
    push r13
    push r14
    push r15
    mov r11, rdi
    mov r14, rsi
    mov rbp, rdx
    mov r12, r8
    mov r13, r8
    mov r10, [rcx]
    mov r8, [rcx + 8]
    mov r9, [rcx + 16]
    mov r15, [rcx + 24]
    stamp
    mov rdi, r14
    mov rsi, rbp
    enter r11
    elapsed
    mov [rip + bench_info], rsi
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbp
    pop rbx
    ret

// ulong bench_overhead(void): what stamp and elapsed add to a measured time.
    function bench_overhead
    stamp
    elapsed
    ret

// void bench_stamp(void): begins a measurement.
    function bench_stamp
    stamp
    ret

// ulong bench_spin(ulong count): runs, leaving a stamp in each round, until bench_count differs; the time bench_result has then.
    function bench_spin
1:  stamp
    cmp [rip + bench_count], rdi
    je 1b
    mov eax, [rip + bench_result]
    ret

// ulong bench_overtake(void): runs until another thread has left a stamp meanwhile; the time since that one.
    function bench_overtake
    mov ecx, [rip + bench_start]
1:  mov r8d, [rip + bench_start]
    rdtsc
    cmp r8d, ecx
    je 1b
    sub eax, r8d
    ret

// ulong bench_fault(void): raises an exception; the time from the handler's stamp to the instruction behind it.
    function bench_fault
    stamp
    ud2
    elapsed
    ret

// Threads; none of them needs a stack.

// Server: rdi endpoint, rsi reply object, rdx message info of its replies.
    function bench_server
    mov rbp, rdi
    mov r12, rsi
    mov r14, rdx
    xor esi, esi
    enter -7
1:  elapsed
    mov [rip + bench_result], eax
    stamp
    mov rdi, rbp
    mov rsi, r14
    enter -2
    jmp 1b

// Receiver: rdi endpoint or notification, rsi number of Recv or Wait, rdx reply object.
    function bench_receiver
    mov rbp, rdi
    mov r14, rsi
    mov r12, rdx
1:  mov rdi, rbp
    xor esi, esi
    enter r14
    elapsed
    mov [rip + bench_result], eax
    inc qword ptr [rip + bench_count]
    jmp 1b

// Neighbour: rdi notification to wait on, rsi notification to signal; does both in one system call.
    function bench_neighbour
    mov rbp, rdi
    mov r13, rsi
    xor esi, esi
    enter -9
1:  elapsed
    mov [rip + bench_result], eax
    stamp
    mov rdi, rbp
    xor esi, esi
    enter -3
    jmp 1b

// Sender: rdi endpoint; sends for ever.
    function bench_sender
    mov rbp, rdi
1:  stamp
    mov rdi, rbp
    xor esi, esi
    enter -5
    jmp 1b

// Yielder: yields for ever.
    function bench_yielder
1:  stamp
    enter -11
    elapsed
    mov [rip + bench_result], eax
    jmp 1b

// Spinner: leaves stamps for ever.
    function bench_spinner
1:  stamp
    jmp 1b

// Beginner: takes the time once and waits for ever: rdi a notification that nobody signals.
    function bench_beginner
    elapsed
    mov [rip + bench_result], eax
    xor esi, esi
    enter -9
    ud2

// Fault handler: rdi endpoint, rsi reply object; lets the faulting thread go on two bytes behind its instruction (ud2).
// The message of a user exception begins with the instruction pointer; its reply takes up to three words.
// Source: libsel4, sel4_arch, seL4_UserException_*.
    function bench_handler
    mov rbp, rdi
    mov r12, rsi
    xor esi, esi
    enter -7
1:  elapsed
    mov [rip + bench_result], eax
    add r10, 2
    stamp
    mov rdi, rbp
    mov esi, 3
    enter -2
    jmp 1b

    .macro address name
    function \name\()_address
    lea rax, [rip + \name]
    ret
    .endm

    address bench_server
    address bench_receiver
    address bench_neighbour
    address bench_sender
    address bench_yielder
    address bench_spinner
    address bench_beginner
    address bench_handler
    address bench_result
    address bench_count
    address bench_info

    .bss
    .balign 64
bench_start:
    .quad 0
bench_result:
    .quad 0
bench_count:
    .quad 0
bench_info:
    .quad 0
