// SPDX-License-Identifier: BSD-2-Clause
include "../Scheduling/Scheduler.dfy"

/// Who runs on which scheduling context.
module SchedContexts {
  import opened State
  import opened Consistency
  import opened Access
  import opened Scheduler

  /// Takes the context from its thread, if it has one; the thread is passive then.
  function UnbindThread(s: State, c: Address): (t: State)
    ensures Keeps(s, t)
  {
    match RefAt(s, c, ContextThread)
    case None => s
    case Some(a) => Unlink(Withdraw(s, a), c, ContextThread)
  }

  /// Gives a context to a thread that has none, taking it from the thread that has it.
  function Donate(s: State, c: Address, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    Link(UnbindThread(s, c), c, ContextThread, a)
  }

  /// Binds a context and a thread, which may start to run.
  function BindThread(s: State, c: Address, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    var t := Link(s, c, ContextThread, a);
    if IsRunnable(t, a) then Wake(t, a) else t
  }

  /// Gives a thread that yielded to a context the time that was used on it, as the result of its system call.
  function CompleteYieldTo(s: State, yielder: Address): (t: State)
    ensures Keeps(s, t)
  {
    match RefAt(s, yielder, ThreadYieldTo)
    case None => s
    case Some(c) =>
      var consumed := ContextAt(s, c).consumed;
      var t := AlterContext(Unlink(s, yielder, ThreadYieldTo), c, ContextAt(s, c).(consumed := 0));
      Alter(t, yielder, ThreadAt(t, yielder).(badgeRegister := 0, message := Message(0, [consumed], [], 0)))
  }

  /// As CompleteYieldTo, for whoever yielded to this context.
  function CompleteYieldFrom(s: State, c: Address): (t: State)
    ensures Keeps(s, t)
  {
    match RefAt(s, c, ContextYieldFrom)
    case None => s
    case Some(yielder) => CompleteYieldTo(s, yielder)
  }

  /// Takes the context from thread, notification and the calls it was lent through.
  function UnbindAll(s: State, c: Address): (t: State)
    ensures Keeps(s, t)
  {
    Unlink(Unlink(UnbindThread(s, c), c, ContextNotification), c, ContextReply)
  }

  /// Takes a context out of use for good.
  function Destroy(s: State, c: Address): (t: State)
    ensures Keeps(s, t)
  {
    var t := UnbindAll(CompleteYieldFrom(s, c), c);
    AlterContext(t, c, ContextAt(t, c).(maximumRefills := 0, refills := []))
  }
}
