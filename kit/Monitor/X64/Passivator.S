// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// monitor_passivator: hears from passive components that have initialised themselves and wait, and gives their time to their
// notifications. One that was called or signalled at once does not wait any more: it keeps its time, without which it would not come to
// an end. The registers tell: while it waits, they are those of its system call.
//
// Argument: a page with an IPC buffer, and behind it the slot of its endpoint
// Stack: none
// Register use of a system call: rdx number, rdi capability, rsi message info, r10 and r8 first words; on return rdi badge, rsi message
// info, and the other words are in the IPC buffer; rbx, rbp and r14 are kept. Source: libsel4, sel4_arch/x86_64. The numbers are in
// abi/Generated/Microkit (SystemCall.cs, InvocationLabel.cs, MessageInfo.cs, IpcBufferLayout.cs), user/Runtime/Generated
// (UserContext.cs) and kit/Description/Format (SpaceLayout.cs, MicrokitSlots.cs, MonitorSlots.cs).

    .set call_number, -1
    .set wait_number, -9
    .set read_registers, 2
    .set unbind_object, 36
    .set bind, 34
    .set label_shift, 12
    .set one_capability, 1 << 7
    .set message, 8
    .set capabilities, 122 * 8
    .set registers, 9
    .set rsi_register, 7 * 8
    .set rdi_register, 8 * 8
    .set endpoint_slot, 1024
    .set input_slot, 1
    .set first_domain, 8

    .section .text.monitor_passivator, "axR", @progbits
    .global monitor_passivator
    .type monitor_passivator, @function
monitor_passivator:
    mov r14, rdi
.Lwait:
    mov rdx, wait_number
    mov rdi, [r14 + endpoint_slot]
    syscall

    // The badge is the component's index. Its thread, scheduling context and notification are in consecutive slots.
    lea rbx, [rdi + rdi * 2 + first_domain]
    mov rbp, rsi

    mov rdi, rbx
    mov esi, read_registers << label_shift | 2
    xor r10d, r10d
    mov r8d, registers
    mov rdx, call_number
    syscall
    cmp qword ptr [r14 + message + rdi_register], input_slot
    jne .Lwait
    cmp [r14 + message + rsi_register], rbp
    jne .Lwait

    mov [r14 + capabilities], rbx
    lea rdi, [rbx + 1]
    mov esi, unbind_object << label_shift | one_capability
    mov rdx, call_number
    syscall

    lea rax, [rbx + 2]
    mov [r14 + capabilities], rax
    lea rdi, [rbx + 1]
    mov esi, bind << label_shift | one_capability
    mov rdx, call_number
    syscall
    jmp .Lwait
    .size monitor_passivator, . - monitor_passivator
