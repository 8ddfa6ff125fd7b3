// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Network.Host;

/// <summary>The virtual machine with its card, its cable and its counter; the same for every subject.</summary>
/// <remarks>
/// The clock advances by a nanosecond for each instruction, and with the real one while the guest waits: with sleep=off a guest that waits
/// for the load generator would jump from one of its timers to the next and be charged for all of them.
/// </remarks>
internal sealed class Machine : IDisposable
{
    /// <summary>The model of the machine.</summary>
    public static readonly QemuMachine Model = QemuMachine.Benchmark;

    private const double SecondsToBoot = 300;
    private const int TriesToFind = 300;
    private const int MicrosecondsToAnswer = 100_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-net-");

    /// <summary>Boots a subject and finds its card.</summary>
    public Machine(ISubject subject, TimeSpan limit, bool isCounted = true, bool isPaced = false)
    {
        Counter = new InstructionCounter(folder.FullName, isPaced);
        Wire = new Wire(folder.FullName);
        Guest = Guest.Start(new GuestOptions
        {
            Machine = Model,
            Kernel = subject.Kernel,
            Module = subject.Module,
            Limit = limit,
            ExtraArguments =
            [
                .. subject.Arguments,
                "-icount", "shift=0",
                .. isCounted ? (string[])["-plugin", $"{InstructionCounter.BuildPlugin()},counts={Counter.Path}"] : [],
                "-netdev", Wire.Netdev,
                "-device", "virtio-net-pci,netdev=n0,addr=11",
            ],
        });
        Wire.Accept();
        if (subject.ReadyText is { } text)
        {
            Guest.Expect(text, SecondsToBoot);
        }

        Card = FindCard();
        if (isCounted)
        {
            Counter.WaitForQuiet();
        }
    }

    /// <summary>Counts instructions.</summary>
    public InstructionCounter Counter { get; }

    /// <summary>The cable.</summary>
    public Wire Wire { get; }

    /// <summary>The machine's serial line.</summary>
    public Guest Guest { get; }

    /// <summary>The address of the guest's card.</summary>
    public byte[] Card { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Guest.Dispose();
        Wire.Dispose();
        Counter.Dispose();
        folder.Delete(recursive: true);
    }

    private byte[] FindCard()
    {
        for (var i = 0; i < TriesToFind; i++)
        {
            Wire.Add(Frames.Ask());
            Wire.Flush();
            while (Wire.Receive(MicrosecondsToAnswer) is { IsEmpty: false } frame)
            {
                if (Frames.CardIn(frame) is { } card)
                {
                    return card;
                }
            }
        }

        throw new BenchException($"The guest does not tell its card's address. It said:\n{Guest.Log}");
    }
}
