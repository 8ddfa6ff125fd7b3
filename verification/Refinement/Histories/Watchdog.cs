// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Histories;

/// <summary>Ends the process when a step does not end: a kernel with a fault may loop for ever.</summary>
public static class Watchdog
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Of the processor's time, so that a busy machine makes no kernel look as if it hung.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static long stepsBegun;

    /// <summary>Notes that the kernel begins a step.</summary>
    public static void Note() => stepsBegun++;

    /// <summary>Begins to watch.</summary>
    public static void Start() => new System.Threading.Thread(Watch) { IsBackground = true }.Start();

    private static void Watch()
    {
        long steps = -1;
        TimeSpan since = TimeSpan.Zero;
        while (true)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            if (System.Threading.Volatile.Read(ref stepsBegun) != steps)
            {
                steps = stepsBegun;
                since = used;
            }
            else if (used - since > Patience)
            {
                Console.WriteLine("FOUND BY watching: a step does not end");
                Environment.Exit(1);
            }

            System.Threading.Thread.Sleep(Look);
        }
    }
}
