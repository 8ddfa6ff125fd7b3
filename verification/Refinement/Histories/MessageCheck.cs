// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Numerics;
using Caprock.Kernel.Objects;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Subjects;
using Dafny;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>Compares what threads find in their registers: where the specification gives a thread a new message it must be that one,
/// and where it does not, nothing may have changed.</summary>
internal sealed unsafe class MessageCheck(World world)
{
    private readonly Dictionary<nuint, ThreadMessage> before = [];

    /// <summary>Notes what the threads of a state have before a step.</summary>
    public void Note(_IState state)
    {
        before.Clear();
        foreach (var pair in state.dtor_objects.ItemEnumerable)
        {
            if (pair.Cdr.is_Thread)
            {
                var thread = (nuint)(world.Computer.Memory + (ulong)pair.Car);
                before[thread] = KernelRunner.Read((Tcb*)thread);
            }
        }
    }

    /// <summary>Compares after the step; null when everything agrees.</summary>
    /// <param name="old">State before, with the caller's registers as the step has them.</param>
    /// <param name="state">State after.</param>
    /// <param name="called">The message of the caller.</param>
    /// <param name="isOpen">Whether the specification leaves open what the caller is answered.</param>
    public string? Compare(_IState old, _IState state, _IMessage? called, bool isOpen)
    {
        foreach (var pair in state.dtor_objects.ItemEnumerable)
        {
            if (!pair.Cdr.is_Thread || !old.dtor_objects.Contains(pair.Car))
            {
                continue;
            }

            _IObject previous = Map<BigInteger, _IObject>.Select(old.dtor_objects, pair.Car);
            var thread = (nuint)(world.Computer.Memory + (ulong)pair.Car);
            if (!previous.is_Thread || !before.TryGetValue(thread, out ThreadMessage earlier))
            {
                continue;
            }

            _IThreadObject then = previous.dtor_thread;
            _IThreadObject now = pair.Cdr.dtor_thread;
            bool isCaller = old.dtor_processor.dtor_current.is_Some && old.dtor_processor.dtor_current.dtor_value == pair.Car;
            string? problem = CompareThread((Tcb*)thread, earlier, isCaller && called != null ? called : then.dtor_message, then, now);
            problem = isOpen && isCaller ? null : problem;
            if (problem != null)
            {
                return $"thread {((ulong)pair.Car).ToString("x", CultureInfo.InvariantCulture)}: {problem}";
            }
        }

        return null;
    }

    private static string? CompareThread(Tcb* thread, ThreadMessage earlier, _IMessage had, _IThreadObject then, _IThreadObject now)
    {
        ThreadMessage found = KernelRunner.Read(thread);
        bool isGiven = !now.dtor_message.Equals(had);
        bool isBadged = isGiven || now.dtor_badgeRegister != then.dtor_badgeRegister;
        bool hasBadge = found.Badge == (ulong)now.dtor_badgeRegister;
        if (!isGiven && found.HasSameWords(earlier) && (hasBadge || (!isBadged && found.Badge == earlier.Badge)))
        {
            return null;
        }

        // A message can be given that equals the one the thread had.
        return hasBadge && IsMessage(found, now.dtor_message)
            ? null
            : $"it has badge {found.Badge:x} label {found.Label} length {found.Length} caps {found.Caps} unwrapped {found.Unwrapped} words "
                + $"[{string.Join(", ", found.Words)}], by the specification badge {now.dtor_badgeRegister} {now.dtor_message}";
    }

    private static bool IsMessage(in ThreadMessage found, _IMessage expected)
    {
        if (found.Label != (ulong)expected.dtor_caption || found.Caps != expected.dtor_caps.Count
            || found.Unwrapped != (ulong)expected.dtor_unwrapped)
        {
            return false;
        }

        int length = expected.dtor_words.Count;
        if (length != found.Length)
        {
            return length == 0 && IsFaultLength(found.Label, found.Length);
        }

        for (int i = 0; i < Math.Min(length, KernelRunner.ReadWords); i++)
        {
            if (found.Words[i] != (ulong)expected.dtor_words.Select(i))
            {
                return false;
            }
        }

        for (int i = 0; i < expected.dtor_caps.Count; i++)
        {
            bool isUnwrapped = ((found.Unwrapped >> i) & 1) != 0;
            if (isUnwrapped && found.Words[KernelRunner.ReadWords + i] != (ulong)expected.dtor_caps.Select(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the message about a fault, whose words the specification leaves open, can have this length; that of a capability
    /// fault depends on the failed lookup. Source: libsel4, seL4_*Fault lengths.</summary>
    private static bool IsFaultLength(ulong label, int length) => label switch
    {
        1 => length is >= 4 and <= 7,
        2 => length == 19,
        3 => length == 5,
        5 => length == 2,
        6 => length == 4,
        _ => false,
    };
}
