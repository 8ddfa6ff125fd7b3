// SPDX-License-Identifier: BSD-2-Clause
namespace Demo;

[Procedures]
public interface ITimer
{
    void SetTimeout(ulong nanoseconds);

    ulong Now();
}

internal struct Status
{
    public uint Count;
    public uint Errors;
}

[Component("driver")]
[Uses<ITimer>("timer")]
[Contains<Status>("status")]
[Contains<Status[]>("table")]
internal partial struct Driver
{
    public static void Init()
    {
        KeyboardUse();
        Client1.Notify();
        Worker.Notify();
        WorkerChild.Stop();
        Status.Count += (uint)Table[1].Errors + RxBufferAt10000000.Bytes[0];
        FirstRx.Bytes[0] = 1;
    }

    public static void Notified(Channel channel)
    {
        if (channel == Client1 && Timer.Now(out ulong now) == CallStatus.Answered && Timer.SetTimeout(now + 1) != CallStatus.Refused)
        {
            Client1.NotifyDeferred();
        }
    }

    public static void Interrupted(Interrupt interrupt)
    {
        if (interrupt == UartIrq)
        {
            Interrupt8.Acknowledge();
        }
    }

    private static void KeyboardUse() => Ports0.Write8(0x3f8, Keyboard.Read8(0x60));
}
