namespace Components;

/// <summary>Keeps a counter, and notifies its client when that has reached a hundred.</summary>
[Component("server")]
[Serves<ICounter>]
internal partial struct Server
{
    private const ulong Enough = 100;

    private static ulong counter;

    public static void Init() => DebugConsole.WriteLine("server: ready"u8);

    private static ulong Add(ulong amount)
    {
        var before = counter;
        counter += amount;
        if (before < Enough && counter >= Enough)
        {
            Client.Notify();
        }

        return counter;
    }
}
