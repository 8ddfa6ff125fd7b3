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
    private readonly List<Noted> before = [];
    private readonly Stack<ThreadMessage> spare = [];
    private readonly ThreadMessage found = new();

    /// <summary>Notes what the threads of a state have before a step.</summary>
    public void Note(_IState state)
    {
        foreach (Noted noted in before)
        {
            spare.Push(noted.Message);
        }

        before.Clear();
        var objects = Map<BigInteger, _IObject>.FromIMap(state.dtor_objects);
        for (int i = 0; i < objects.Count; i++)
        {
            if (objects.ValueList[i] is Object_Thread it)
            {
                BigInteger name = objects.KeyList[i];
                var thread = (nuint)(world.Computer.Memory + (ulong)name);
                ThreadMessage message = spare.TryPop(out ThreadMessage? used) ? used : new ThreadMessage();
                message.Read((Tcb*)thread);
                before.Add(new Noted(name, thread, it._thread, message));
            }
        }
    }

    /// <summary>Compares after the step; null when everything agrees.</summary>
    /// <param name="old">State before.</param>
    /// <param name="state">State after.</param>
    /// <param name="called">The message of the caller as the step has it, null for what is no system call.</param>
    /// <param name="isOpen">Whether the specification leaves open what the caller is answered.</param>
    public string? Compare(_IState old, _IState state, _IMessage? called, bool isOpen)
    {
        _IOption<BigInteger> current = old.dtor_processor.dtor_current;
        foreach (Noted noted in before)
        {
            if (!state.dtor_objects.Contains(noted.Name)
                || Map<BigInteger, _IObject>.Select(state.dtor_objects, noted.Name) is not Object_Thread after)
            {
                continue;
            }

            found.Read((Tcb*)noted.Thread);
            bool isCaller = current.is_Some && current.dtor_value == noted.Name;
            bool isUntouched = ReferenceEquals(after._thread, noted.Before) && found.Badge == noted.Message.Badge;
            if ((isUntouched && found.HasSameWords(noted.Message)) || (isOpen && isCaller) || IsRestored(noted.Before, after._thread))
            {
                continue;
            }

            _IMessage had = isCaller && called != null ? called : noted.Before.dtor_message;
            if (CompareThread(noted.Message, had, noted.Before, after._thread) is { } problem)
            {
                return $"thread {((ulong)noted.Name).ToString("x", CultureInfo.InvariantCulture)}: {problem}";
            }
        }

        return null;
    }

    /// <summary>Whether the answer to an unknown system call has set the thread's registers, which the specification leaves out. Source:
    /// seL4 manual, "Unknown Syscall": the reply's words are RAX to R15, message info and badge among them.</summary>
    private static bool IsRestored(_IThreadObject then, _IThreadObject now) =>
        then.dtor_fault.is_UnknownSyscallFault && now.dtor_fault.is_NoFault;

    private string? CompareThread(ThreadMessage earlier, _IMessage had, _IThreadObject then, _IThreadObject now)
    {
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
                + $"[{string.Join(", ", found.Words.ToArray())}], by the specification badge {now.dtor_badgeRegister} {now.dtor_message}";
    }

    private static bool IsMessage(ThreadMessage found, _IMessage expected)
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

        for (int i = 0; i < Math.Min(length, ThreadMessage.ReadWords); i++)
        {
            if (found.Words[i] != (ulong)expected.dtor_words.Select(i))
            {
                return false;
            }
        }

        for (int i = 0; i < expected.dtor_caps.Count; i++)
        {
            bool isUnwrapped = ((found.Unwrapped >> i) & 1) != 0;
            if (isUnwrapped && found.Words[ThreadMessage.ReadWords + i] != (ulong)expected.dtor_caps.Select(i))
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

    /// <summary>A thread before a step.</summary>
    private readonly record struct Noted(BigInteger Name, nuint Thread, _IThreadObject Before, ThreadMessage Message);
}
