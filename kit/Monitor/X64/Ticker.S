// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// monitor_ticker: a thread of its own that lets the monitor wait without being deaf. It calls the monitor, which answers when there
// is something to wait for, gives up its budget, which passes time to the next period, and calls again.
//
// Capability: MonitorSlots.Ticker, with a badge that the monitor knows
// Stack: none
// Register use of a system call: rdx number, rdi capability, rsi message info; source: libsel4, sel4_arch/x86_64. Call is -1 and
// Yield -11 in abi/Generated/Microkit/SystemCall.cs.

    .set ticker_slot, 5
    .set call_number, -1
    .set yield_number, -11

    .section .text.monitor_ticker, "axR", @progbits
    .global monitor_ticker
    .type monitor_ticker, @function
monitor_ticker:
    mov rdx, call_number
    mov edi, ticker_slot
    xor esi, esi
    syscall
    mov rdx, yield_number
    xor edi, edi
    xor esi, esi
    syscall
    jmp monitor_ticker
    .size monitor_ticker, . - monitor_ticker
