// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>A row as bench/Network/Host writes it.</summary>
/// <param name="Kind">What was asked: echo, window, rate, streams, web.</param>
/// <param name="Bytes">Of the data of each datagram or the content of each response.</param>
/// <param name="Burst">How many are asked at once; of a rate, in a second.</param>
/// <param name="Caprock">Instructions for each.</param>
/// <param name="Linux">The same.</param>
/// <param name="CaprockInterrupts">Interrupts of devices for each thousand.</param>
/// <param name="LinuxInterrupts">The same.</param>
internal sealed record NetRow(
    string Kind, int Bytes, int Burst, ulong Caprock, ulong? Linux, ulong CaprockInterrupts, ulong? LinuxInterrupts)
{
    /// <summary>What was asked, in words.</summary>
    public string Title => Kind switch
    {
        "window" => $"UDP echo of {Bytes:N0} bytes, {Burst} always under way",
        "rate" => $"UDP echo of {Bytes:N0} bytes, {Burst:N0} a second",
        "streams" => $"500 calls, datagrams of {Bytes} bytes, {Times}",
        "web" => $"HTTP request of {(Bytes == 1024 ? "1 KiB" : "1 MiB")}, {Times}",
        _ => $"UDP echo of {Bytes:N0} bytes, {Times}",
    };

    private string Times => Burst == 1 ? "one at a time" : $"{Burst} at once";
}
