// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Abi;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>One entry of the kernel: mostly a system call of whichever thread is running.</summary>
public sealed record Step
{
    private readonly string? text;

    /// <summary>What makes the kernel run.</summary>
    public StepKind Kind { get; init; }

    /// <summary>Which interrupt.</summary>
    public ulong Irq { get; init; }

    /// <summary>Which system call.</summary>
    public SystemCall Call { get; init; } = SystemCall.Call;

    /// <summary>Capability register: what is invoked, sent to or received from.</summary>
    public ulong Capability { get; init; }

    /// <summary>Label of the message.</summary>
    public ulong Label { get; init; }

    /// <summary>Words of the message.</summary>
    public ulong[] Words { get; init; } = [];

    /// <summary>Addresses of the capabilities in the message.</summary>
    public ulong[] Caps { get; init; } = [];

    /// <summary>Reply register.</summary>
    public ulong Reply { get; init; }

    /// <summary>Register that names the destination of a non-blocking send before a receive.</summary>
    public ulong Destination { get; init; }

    /// <summary>Where the thread wants a capability that it receives: CNode, index and depth.</summary>
    public (ulong Root, ulong Index, ulong Depth) Receive { get; init; }

    /// <summary>Microseconds that pass before the timer's interrupt.</summary>
    public ulong Elapsed { get; init; }

    /// <summary>Whether an interrupt waits at every preemption point.</summary>
    public bool IsPreempted { get; init; }

    /// <summary>What it does, for people; else made from the numbers.</summary>
    public string? Text { get => text; init => text = value; }

    /// <summary>An invocation by Call.</summary>
    public static Step Invoke(ulong capability, InvocationLabel label, ulong[] caps, params ulong[] words) =>
        new() { Capability = capability, Label = (ulong)label, Words = words, Caps = caps };

    /// <summary>A system call without a message.</summary>
    public static Step Plain(SystemCall call, ulong capability, ulong reply = 0) =>
        new() { Call = call, Capability = capability, Reply = reply };

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Kind != StepKind.SystemCall)
        {
            return Kind == StepKind.Interrupt ? $"interrupt {Irq}" : Kind == StepKind.Timer ? $"timer after {Elapsed} us" : Kind.ToString();
        }

        string label = Call == SystemCall.Call && Enum.IsDefined((InvocationLabel)Label)
            ? ((InvocationLabel)Label).ToString() : $"label {Label}";
        string others = Call is SystemCall.Call or SystemCall.Send or SystemCall.NBSend
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" reply={Reply:x} destination={Destination:x}");
        string receive = Receive.Depth == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" receive={Receive.Root:x}[{Receive.Index:x}/{Receive.Depth}]");
        string body = string.Create(CultureInfo.InvariantCulture,
            $"{Call}({Capability:x}) {label} words [{List(Words)}] caps [{List(Caps)}]");
        return body + others + receive + (IsPreempted ? " preempted" : "") + (text == null ? "" : $"  ({text})");
    }

    private static string List(ulong[] values) =>
        string.Join(", ", values.Select(value => value.ToString("x", CultureInfo.InvariantCulture)));
}
