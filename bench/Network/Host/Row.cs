// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json.Serialization;

namespace Caprock.Bench.Network.Host;

/// <summary>One thing that was asked of both subjects.</summary>
/// <param name="Kind">What was asked: echo, window, rate, streams, web.</param>
/// <param name="Bytes">Of the data of each datagram or the content of each response.</param>
/// <param name="Burst">How many are asked at once; of a rate, in a second.</param>
/// <param name="Caprock">Instructions for each, of all that the guest executes.</param>
/// <param name="Linux">The same; of Linux's programs the one that needs fewer.</param>
/// <param name="LinuxProgram">Which one that is.</param>
/// <param name="CaprockInterrupts">Interrupts of devices for each thousand.</param>
/// <param name="LinuxInterrupts">The same.</param>
internal sealed record Row(
    [property: JsonPropertyOrder(0)] string Kind,
    int Bytes,
    int Burst,
    ulong? Caprock = null,
    ulong? Linux = null,
    string? LinuxProgram = null,
    ulong? CaprockInterrupts = null,
    ulong? LinuxInterrupts = null);
