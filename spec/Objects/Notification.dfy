// SPDX-License-Identifier: BSD-2-Clause
include "Thread.dfy"

/// Signalling and waiting.
module Notifications {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened SchedContexts
  import opened Threads

  /// Bits that either of two words has.
  function Or(a: nat, b: nat): nat {
    if a == 0 then b else if b == 0 then a
    else 2 * Or(a / 2, b / 2) + if a % 2 == 1 || b % 2 == 1 then 1 else 0
  }

  /// Gives a signal to the thread that waits for it, or keeps it.
  function Signal(s: State, n: Address, badge: nat): (t: State)
    ensures Keeps(s, t)
  {
    var bound := RefAt(s, n, NotificationThread);
    match SignalsAt(s, n)
    case Waiting(waiters) =>
      if waiters == [] then s else Deliver(Leave(s, waiters[0], Running), n, waiters[0], badge)
    case Active(earlier) => SetSignals(s, n, Some(Or(earlier, badge)))
    case NoSignal =>
      if bound.Some? && StateAt(s, bound.value).BlockedOnReceive? then
        Deliver(SetState(CancelIpc(s, bound.value), bound.value, Running), n, bound.value, badge)
      else SetSignals(s, n, Some(badge))
  }

  function Deliver(s: State, n: Address, a: Address, badge: nat): (t: State)
    ensures Keeps(s, t)
  {
    var t := Alter(s, a, ThreadAt(s, a).(badgeRegister := badge));
    Wake(Lend(t, n, a), a)
  }

  /// Gives the notification's scheduling context to a thread that has none, which goes on if it is the current one.
  function Lend(s: State, n: Address, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    var context := RefAt(s, n, NotificationContext);
    if ThreadAt(s, a).context.Some? || context.None? || ContextAt(s, context.value).thread.Some? then s
    else
      var t := Donate(s, context.value, a);
      if t.processor.current == Some(a) then Wake(t, a) else t
  }

  /// Hands the pending signals to a running thread.
  function Take(s: State, n: Address, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    match SignalsAt(s, n)
    case Active(badge) =>
      var t := Alter(SetSignals(s, n, None), a, ThreadAt(s, a).(badgeRegister := badge));
      Lend(t, n, a)
    case _ => s
  }

  /// A thread that blocks gives a scheduling context that belongs to the notification back to it.
  function GiveBack(s: State, n: Option<Address>, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if n.None? then s
    else
      var context := RefAt(s, n.value, NotificationContext);
      if context.Some? && context == ThreadAt(s, a).context then UnbindThread(s, context.value) else s
  }

  /// Takes the signals there are, or waits for one, if the thread may.
  function Receive(s: State, a: Address, n: Address, isBlocking: bool): (t: State)
    ensures Keeps(s, t)
  {
    if SignalsAt(s, n).Active? then Take(s, n, a)
    else if isBlocking then GiveBack(Block(s, a, BlockedOnNotification(n)), Some(n), a)
    else Alter(s, a, ThreadAt(s, a).(badgeRegister := 0))
  }

  /// Takes a notification out of use for good: the threads that wait, and bindings.
  function DestroyNotification(s: State, n: Address): (t: State)
    ensures Keeps(s, t)
  {
    var waiting := match SignalsAt(s, n) case Waiting(waiters) => waiters case _ => [];
    Unlink(Unlink(UnblockAll(s, waiting), n, NotificationThread), n, NotificationContext)
  }
}
