namespace Components;

/// <summary>What the server does for its client.</summary>
[Procedures]
internal interface ICounter
{
    /// <summary>Adds to the server's counter; the result is what it has now.</summary>
    ulong Add(ulong amount);
}
