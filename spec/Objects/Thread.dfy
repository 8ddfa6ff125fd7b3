// SPDX-License-Identifier: BSD-2-Clause
include "Reply.dfy"

/// What happens to threads as a whole: suspended, restarted, unblocked, given priorities, taken out of use.
module Threads {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import ReadyQueues
  import opened Scheduler
  import opened SchedContexts
  import opened Replies

  /// Whether a thread waits for a message, a reply or a signal.
  predicate IsBlocked(s: State, a: Address) {
    WaitsAt(StateAt(s, a)).Some? || StateAt(s, a).BlockedOnReply?
  }

  function SetState(s: State, a: Address, state: ThreadState): (t: State)
    ensures Keeps(s, t)
  {
    Alter(s, a, ThreadAt(s, a).(state := state))
  }

  function ClearFault(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    Alter(s, a, ThreadAt(s, a).(fault := NoFault))
  }

  /// Ends whatever the thread waits for and leaves it inactive; the system call it was in can be executed again.
  function CancelIpc(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    var t := ClearFault(s, a);
    match StateAt(t, a)
    case BlockedOnReply =>
      (match RefAt(t, a, ThreadReply)
       case None => t
       case Some(r) => Unlink(Unchain(t, r), a, ThreadReply))
    case _ => Leave(t, a, Inactive)
  }

  /// Stops a thread until it is resumed.
  function Suspend(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    Withdraw(SetState(CompleteYieldTo(CancelIpc(s, a), a), a, Inactive), a)
  }

  /// Makes a stopped or blocked thread run again; a blocked one repeats its system call.
  function Resume(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if StateAt(s, a).Inactive? || IsBlocked(s, a) then Wake(SetState(CancelIpc(s, a), a, Restart), a) else s
  }

  /// Ends the wait of a thread in a queue: it repeats its system call; one stopped by a fault stays stopped.
  function Unblock(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if ThreadAt(s, a).fault != NoFault then Leave(s, a, Inactive)
    else Wake(Leave(s, a, ThreadState.Restart), a)
  }

  /// Ends the wait of each of some threads.
  function UnblockAll(s: State, waiting: seq<Address>): (t: State)
    ensures Keeps(s, t)
    decreases |waiting|
  {
    if waiting == [] then s else UnblockAll(Unblock(s, waiting[0]), waiting[1..])
  }

  /// Changes the priority, and the thread's place in whatever queue it is in.
  function SetPriority(s: State, a: Address, priority: nat): (t: State)
    ensures Keeps(s, t)
  {
    var domain := ThreadAt(s, a).domain;
    var state := StateAt(s, a);
    if WaitsAt(state).Some? then
      var reply := ThreadAt(s, a).reply;
      var t := Block(ReadyQueues.SetUrgency(Leave(s, a, Inactive), a, domain, priority), a, state);
      if reply.Some? then Attach(t, a, reply.value) else t
    else Requeue(ReadyQueues.SetUrgency(s, a, domain, priority), a)
  }

  /// Decides who goes on, and makes that thread's registers ready: a restarted one executes its instruction again.
  function Finish(s: State): (t: State)
    ensures Keeps(s, t)
  {
    var t := Decide(s);
    match t.processor.current
    case None => t
    case Some(a) =>
      var u := if StateAt(t, a).Restart? then SetState(t, a, Running) else t;
      CompleteYieldTo(u, a)
  }

  /// Moves a thread to another domain.
  function SetDomain(s: State, a: Address, domain: nat): (t: State)
    ensures Keeps(s, t)
  {
    Requeue(ReadyQueues.SetUrgency(s, a, domain, ThreadAt(s, a).priority), a)
  }

  /// Takes a thread out of use for good: bindings, scheduling context, queues.
  function Destroy(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    var t := Unlink(s, a, ThreadNotification);
    match ThreadAt(t, a).context
    case None => Suspend(t, a)
    case Some(c) => Suspend(CompleteYieldFrom(UnbindThread(t, c), c), a)
  }

  /// Takes a reply object out of use: a caller gets its scheduling context back and stops, a receiver that waits with it stops.
  function DestroyReply(s: State, r: Address): (t: State)
    ensures Keeps(s, t)
  {
    match RefAt(s, r, ReplyCaller)
    case None => s
    case Some(a) => if StateAt(s, a).BlockedOnReply? then Pop(ClearFault(s, a), r) else CancelIpc(s, a)
  }
}
