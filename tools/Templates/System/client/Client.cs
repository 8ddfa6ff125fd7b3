namespace Components;

/// <summary>Calls the server a few times, and hears from it.</summary>
[Component("client")]
[Uses<ICounter>("server")]
internal partial struct Client
{
    private const ulong Steps = 4;
    private const ulong Amount = 30;

    public static void Init()
    {
        for (ulong step = 0; step < Steps; step++)
        {
            if (Server.Add(Amount, out ulong counter) != CallStatus.Answered)
            {
                Failure.Stop("the server did not answer"u8);
            }

            DebugConsole.Write("client: the server counts "u8);
            DebugConsole.WriteDecimal(counter);
            DebugConsole.Write("\n"u8);
        }
    }

    public static void Notified(Channel channel) => DebugConsole.WriteLine("client: the server says that it is enough"u8);
}
