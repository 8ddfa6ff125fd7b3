// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;

namespace Caprock.Services.Net.Timing;

/// <summary>Timers in lists by the time at which they fire: a hierarchy of wheels.</summary>
/// <remarks>
/// A tick is 1,024 microseconds. Level 0 has a slot for each of the next 64 ticks, each further level slots 64 times as wide; arming and
/// disarming touch one list. A slot of a higher level is spread over the lower ones when its time begins. A bit for each slot that has a
/// timer
/// makes finding the next one a few instructions. A timer fires never before its tick. Source: Varghese and Lauck, "Hashed and
/// Hierarchical Timing Wheels", SOSP 1987, scheme 7.
/// </remarks>
internal unsafe struct TimerWheel
{
    /// <summary>Lists that a wheel needs memory for.</summary>
    public const int SlotCount = Levels * SlotsPerLevel;

    /// <summary>No timer is armed.</summary>
    public const ulong Never = ulong.MaxValue;

    private const int TickShift = 10;
    private const int Levels = 4;
    private const int LevelBits = 6;
    private const int SlotsPerLevel = 1 << LevelBits;
    private const ulong Horizon = 1ul << (Levels * LevelBits);

    private TimerNode** slots;
    private ulong* occupied;
    private ulong current;

    /// <summary>Sets up an empty wheel over cleared memory.</summary>
    public void Initialize(TimerNode** lists, ulong* bitmaps, ulong nowMicroseconds)
    {
        slots = lists;
        occupied = bitmaps;
        current = nowMicroseconds >> TickShift;
    }

    /// <summary>Words of bitmap that a wheel needs memory for.</summary>
    public static int BitmapWords => Levels;

    /// <summary>Makes a timer fire at a time, or soon after it; a time beyond the horizon of about four hours fires there.</summary>
    public void Arm(TimerNode* node, ulong atMicroseconds)
    {
        Disarm(node);
        var tick = (atMicroseconds + (1 << TickShift) - 1) >> TickShift;
        if (tick <= current)
        {
            tick = current + 1;
        }
        else if (tick - current >= Horizon)
        {
            tick = current + Horizon - 1;
        }

        node->Tick = tick;
        Insert(node);
    }

    /// <summary>Whether a timer is armed and fires at a time or before it.</summary>
    public readonly bool FiresBy(TimerNode* node, ulong atMicroseconds) =>
        node->IsArmed && node->Tick <= (atMicroseconds + (1 << TickShift) - 1) >> TickShift;

    /// <summary>Makes a timer not fire.</summary>
    public void Disarm(TimerNode* node)
    {
        if (!node->IsArmed)
        {
            return;
        }

        node->IsArmed = false;
        if (node->Next != null)
        {
            node->Next->Previous = node->Previous;
        }

        if (node->Previous != null)
        {
            node->Previous->Next = node->Next;
            return;
        }

        slots[node->Slot] = node->Next;
        if (node->Next == null)
        {
            occupied[node->Slot >> LevelBits] &= ~(1ul << (node->Slot & (SlotsPerLevel - 1)));
        }
    }

    /// <summary>Takes a timer whose time has come; null when there is none.</summary>
    public TimerNode* TakeExpired(ulong nowMicroseconds)
    {
        var now = nowMicroseconds >> TickShift;
        while (true)
        {
            var due = slots[(int)(current & (SlotsPerLevel - 1))];
            if (due != null && due->Tick <= current)
            {
                Disarm(due);
                return due;
            }

            if (current >= now)
            {
                return null;
            }

            Advance(now);
        }
    }

    /// <summary>A time before which no timer fires; <see cref="Never"/> without timers.</summary>
    public readonly ulong NextMicroseconds()
    {
        var next = NextEvent();
        return next == Never ? Never : next << TickShift;
    }

    /// <summary>Goes on to the next tick at which something is to do, or to now.</summary>
    private void Advance(ulong now)
    {
        var next = NextEvent();
        current = next < now ? next : now;
        for (var level = Levels - 1; level > 0; level--)
        {
            var width = LevelBits * level;
            if ((current & ((1ul << width) - 1)) == 0)
            {
                Spread(level, (int)((current >> width) & (SlotsPerLevel - 1)));
            }
        }
    }

    /// <summary>The first tick after the current one at which a slot of some level begins that has timers.</summary>
    private readonly ulong NextEvent()
    {
        var next = Never;
        for (var level = 0; level < Levels; level++)
        {
            var bits = occupied[level];
            if (bits == 0)
            {
                continue;
            }

            var width = LevelBits * level;
            var position = current >> width;
            var turned = BitOperations.RotateRight(bits, (int)((position + 1) & (SlotsPerLevel - 1)));
            var start = (position + 1 + (uint)BitOperations.TrailingZeroCount(turned)) << width;
            next = start < next ? start : next;
        }

        return next;
    }

    private void Spread(int level, int slot)
    {
        var list = (level << LevelBits) + slot;
        var node = slots[list];
        slots[list] = null;
        occupied[level] &= ~(1ul << slot);
        while (node != null)
        {
            var next = node->Next;
            Insert(node);
            node = next;
        }
    }

    private void Insert(TimerNode* node)
    {
        var distance = node->Tick - current;
        var level = distance == 0 ? 0 : BitOperations.Log2(distance) / LevelBits;
        var slot = (int)((node->Tick >> (LevelBits * level)) & (SlotsPerLevel - 1));
        var list = (level << LevelBits) + slot;
        var first = slots[list];
        node->Slot = (ushort)list;
        node->IsArmed = true;
        node->Previous = null;
        node->Next = first;
        if (first != null)
        {
            first->Previous = node;
        }

        slots[list] = node;
        occupied[level] |= 1ul << slot;
    }
}
