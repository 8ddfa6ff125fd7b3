// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>Requests, by their places, that wait for something, and those that may go on.</summary>
/// <remarks>A place waits for one thing; one that was given up meanwhile goes on once too often, which does no harm.</remarks>
internal unsafe struct Waiters
{
    /// <summary>Waits until anything is free.</summary>
    public const ushort Anything = 0xffff;

    /// <summary>Waits for a list of files.</summary>
    public const ushort List = 0xfffe;

    private const ushort Nothing = 0;

    private ushort* waits;
    private ushort* ready;
    private int places;
    private int waiting;
    private int first;
    private int count;
    private int next;

    /// <summary>Bytes of memory for so many places.</summary>
    public static ulong RequiredBytes(int places) => (ulong)places * sizeof(ushort) * 2;

    /// <summary>Nobody waits.</summary>
    public void Create(byte* memory, int mostPlaces)
    {
        places = mostPlaces;
        waits = (ushort*)memory;
        ready = waits + mostPlaces;
        for (var i = 0; i < mostPlaces; i++)
        {
            waits[i] = Nothing;
        }
    }

    /// <summary>A request waits for a file, or something else.</summary>
    public void Add(int place, ushort what)
    {
        waiting += waits[place] == Nothing ? 1 : 0;
        waits[place] = what;
    }

    /// <summary>What a request that waits for a file waits for.</summary>
    public static ushort ForFile(int file) => (ushort)(file + 1);

    /// <summary>Lets those go on that wait for something: all, or so many.</summary>
    public void Wake(ushort what, int most)
    {
        for (var i = 0; i < places && waiting > 0 && most > 0; i++)
        {
            var place = next + i < places ? next + i : next + i - places;
            if (waits[place] == what)
            {
                WakePlace(place);
                most--;
                if (most == 0)
                {
                    next = place;
                }
            }
        }
    }

    /// <summary>Lets one request go on, whatever it waits for.</summary>
    public void WakePlace(int place)
    {
        waiting -= waits[place] == Nothing ? 0 : 1;
        waits[place] = Nothing;
        if (count < places)
        {
            ready[(first + count) % places] = (ushort)place;
            count++;
        }
    }

    /// <summary>Takes a request that may go on.</summary>
    public bool TryTake(out int place)
    {
        place = count > 0 ? ready[first] : 0;
        if (count == 0)
        {
            return false;
        }

        first = (first + 1) % places;
        count--;
        return true;
    }
}
