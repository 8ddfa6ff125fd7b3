// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Tells when a device has given up: it has work, and none of it has ended for many beats (<see cref="IComponent.Beat"/>).</summary>
public struct DeviceWatch
{
    private const uint MostSilentBeats = 20;

    private ulong endedBefore;
    private uint silentBeats;

    /// <summary>Looks, once in each beat.</summary>
    /// <param name="hasWork">Whether the device has something to do.</param>
    /// <param name="ended">How much it has ever done.</param>
    public bool HasGivenUp(bool hasWork, ulong ended)
    {
        silentBeats = hasWork && ended == endedBefore ? silentBeats + 1 : 0;
        endedBefore = ended;
        return silentBeats > MostSilentBeats;
    }
}
