// SPDX-License-Identifier: BSD-2-Clause
include "Bounds.dfy"

/// The scheduler, scheduling contexts, reply objects, threads and notifications stay within a policy and within reach.
module ObjectBounds {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import ReadyQueues
  import opened Scheduler
  import opened SchedContexts
  import opened Replies
  import opened Threads
  import Notifications
  import opened Policies
  import opened Bounds

  type Objects = map<Address, Object>

  // The scheduler

  /// Whether objects are the same but for threads' places in the scheduler's queues.
  opaque ghost predicate Placed(b: Objects, n: Objects) {
    && b.Keys == n.Keys
    && forall a :: a in b ==> b[a] == n[a] || (b[a].Thread? && n[a].Thread? && n[a].thread.(place := b[a].thread.place) == b[a].thread)
  }

  lemma PlacedIn(b: Objects, m: Objects, n: Objects, r: Region)
    requires Bound(b, m, r) && Placed(m, n)
    ensures Bound(b, n, r)
  {
    reveal Bound(), Placed();
    forall a | a in n
      ensures Fits(r, a, n[a]) && (a in b ==> Allowed(r, a, b[a], n[a]))
    {
      assert Fits(r, a, n[a]) by {
        reveal Fits();
        assert forall p :: Ref(n[a], p) == Ref(m[a], p);
      }
      assert Allowed(r, a, m[a], n[a]) by { reveal Allowed(); }
      if a in b { AllowedTransitive(r, a, b[a], m[a], n[a]); }
    }
  }

  lemma PlacedSame(n: Objects)
    ensures Placed(n, n)
  {
    reveal Placed();
  }

  lemma PlacedAgain(b: Objects, m: Objects, n: Objects, a: Address, place: Place)
    requires Placed(b, m) && a in m && m[a].Thread? && n == m[a := Thread(m[a].thread.(place := place))]
    ensures Placed(b, n)
  {
    reveal Placed();
  }

  lemma QueuesPlaced(b: Objects, s: State, a: Address)
    requires Placed(b, s.objects)
    ensures forall atEnd :: Placed(b, ReadyQueues.Insert(s, a, atEnd).objects)
    ensures Placed(b, ReadyQueues.Append(s, a).objects) && Placed(b, ReadyQueues.Prepend(s, a).objects)
    ensures Placed(b, ReadyQueues.Remove(s, a).objects)
    ensures Placed(b, ReadyQueues.InsertRelease(s, a).objects)
    ensures Placed(b, ReadyQueues.RemoveRelease(s, a).objects)
  {
    forall atEnd
      ensures Placed(b, ReadyQueues.Insert(s, a, atEnd).objects)
    {
      if IsThread(s, a) && s.objects[a].thread.place == Unqueued {
        PlacedAgain(b, s.objects, ReadyQueues.Insert(s, a, atEnd).objects, a, InReady);
      }
    }
    assert Placed(b, ReadyQueues.Insert(s, a, true).objects) && Placed(b, ReadyQueues.Insert(s, a, false).objects);
    if IsThread(s, a) {
      if s.objects[a].thread.place == InReady { PlacedAgain(b, s.objects, ReadyQueues.Remove(s, a).objects, a, Unqueued); }
      if s.objects[a].thread.place == Unqueued { PlacedAgain(b, s.objects, ReadyQueues.InsertRelease(s, a).objects, a, InRelease); }
      if s.objects[a].thread.place == InRelease { PlacedAgain(b, s.objects, ReadyQueues.RemoveRelease(s, a).objects, a, Unqueued); }
    }
  }

  lemma ReschedulePlaced(b: Objects, s: State)
    requires Placed(b, s.objects)
    ensures Placed(b, RescheduleRequired(s).objects)
  {
    match s.processor.pending
    case SwitchTo(candidate) => QueuesPlaced(b, SetPending(s, Choose), candidate);
    case _ =>
  }

  lemma SwitchPlaced(b: Objects, s: State, a: Address)
    requires Placed(b, s.objects)
    ensures Placed(b, PossibleSwitchTo(s, a).objects)
  {
    QueuesPlaced(b, s, a);
    ReschedulePlaced(b, s);
    QueuesPlaced(b, RescheduleRequired(s), a);
  }

  lemma WithdrawPlaced(b: Objects, s: State, a: Address)
    requires Placed(b, s.objects)
    ensures Placed(b, Withdraw(s, a).objects) && Placed(b, Postpone(s, a).objects)
  {
    QueuesPlaced(b, s, a);
    QueuesPlaced(b, ReadyQueues.Remove(s, a), a);
    QueuesPlaced(b, Withdraw(s, a), a);
  }

  lemma WakePlaced(b: Objects, s: State, a: Address)
    requires Placed(b, s.objects)
    ensures Placed(b, Wake(s, a).objects)
  {
    WithdrawPlaced(b, s, a);
    SwitchPlaced(b, s, a);
  }

  lemma RequeuePlaced(b: Objects, s: State, a: Address)
    requires Placed(b, s.objects)
    ensures Placed(b, Requeue(s, a).objects)
  {
    QueuesPlaced(b, s, a);
    ReschedulePlaced(b, s);
    ReschedulePlaced(b, ReadyQueues.Prepend(s, a));
  }

  lemma WithdrawIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r)
    ensures Bound(b, Withdraw(s, a).objects, r) && Bound(b, Postpone(s, a).objects, r)
  {
    PlacedSame(s.objects);
    WithdrawPlaced(s.objects, s, a);
    PlacedIn(b, s.objects, Withdraw(s, a).objects, r);
    PlacedIn(b, s.objects, Postpone(s, a).objects, r);
  }

  lemma WakeIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r)
    ensures Bound(b, Wake(s, a).objects, r)
  {
    PlacedSame(s.objects);
    WakePlaced(s.objects, s, a);
    PlacedIn(b, s.objects, Wake(s, a).objects, r);
  }

  lemma RescheduleIn(b: Objects, s: State, r: Region)
    requires Bound(b, s.objects, r)
    ensures Bound(b, RescheduleRequired(s).objects, r)
  {
    PlacedSame(s.objects);
    ReschedulePlaced(s.objects, s);
    PlacedIn(b, s.objects, RescheduleRequired(s).objects, r);
  }

  lemma QueuesIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r)
    ensures Bound(b, ReadyQueues.Append(s, a).objects, r) && Bound(b, ReadyQueues.Prepend(s, a).objects, r)
    ensures Bound(b, ReadyQueues.Remove(s, a).objects, r) && Bound(b, ReadyQueues.InsertRelease(s, a).objects, r)
  {
    PlacedSame(s.objects);
    QueuesPlaced(s.objects, s, a);
    PlacedIn(b, s.objects, ReadyQueues.Append(s, a).objects, r);
    PlacedIn(b, s.objects, ReadyQueues.Prepend(s, a).objects, r);
    PlacedIn(b, s.objects, ReadyQueues.Remove(s, a).objects, r);
    PlacedIn(b, s.objects, ReadyQueues.InsertRelease(s, a).objects, r);
  }

  lemma RequeueIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r)
    ensures Bound(b, Requeue(s, a).objects, r)
  {
    PlacedSame(s.objects);
    RequeuePlaced(s.objects, s, a);
    PlacedIn(b, s.objects, Requeue(s, a).objects, r);
  }

  lemma UrgencyIn(b: Objects, s: State, r: Region, a: Address, domain: nat, priority: nat)
    requires Bound(b, s.objects, r) && a in r.objects && Mine(r, r.policy.owner(a))
    ensures Bound(b, ReadyQueues.SetUrgency(s, a, domain, priority).objects, r)
  {
    QueuesIn(b, s, r, a);
    var u := ReadyQueues.Remove(s, a);
    if IsThread(u, a) && u.objects[a].thread.place != InReady {
      var o := Thread(u.objects[a].thread.(domain := domain, priority := priority));
      FitsAt(b, u.objects, r, a);
      assert forall p :: Ref(o, p) == Ref(u.objects[a], p);
      assert Fits(r, a, o) by { reveal Fits(); }
      assert Allowed(r, a, u.objects[a], o) by { reveal Allowed(); }
      SetIn(b, u.objects, r, a, o);
    }
  }

  // Scheduling contexts

  lemma UnbindThreadIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures Bound(b, UnbindThread(s, c).objects, r)
  {
    match RefAt(s, c, ContextThread)
    case None =>
    case Some(a) =>
      WithdrawIn(b, s, r, a);
      UnlinkIn(b, Withdraw(s, a), r, c, ContextThread);
  }

  lemma DonateIn(b: Objects, s: State, r: Region, c: Address, a: Address)
    requires Bound(b, s.objects, r) && c in r.objects && a in r.objects
    ensures Bound(b, Donate(s, c, a).objects, r)
  {
    UnbindThreadIn(b, s, r, c);
    LinkIn(b, UnbindThread(s, c), r, c, ContextThread, a);
  }

  lemma BindThreadIn(b: Objects, s: State, r: Region, c: Address, a: Address)
    requires Bound(b, s.objects, r) && c in r.objects && a in r.objects
    ensures Bound(b, BindThread(s, c, a).objects, r)
  {
    LinkIn(b, s, r, c, ContextThread, a);
    WakeIn(b, Link(s, c, ContextThread, a), r, a);
  }

  /// Ending a connection leaves settings alone.
  lemma UnlinkSettings(s: State, a: Address, p: Port, c: Address)
    ensures SameTerms(ContextAt(s, c), ContextAt(Unlink(s, a, p), c))
  {
    match RefAt(s, a, p)
    case None =>
    case Some(d) =>
      var u := if p == ThreadReply then Stop(s, a) else if p == ReplyCaller then Stop(s, d) else s;
      assert SameTerms(ContextAt(s, c), ContextAt(u, c));
      var v := SetRef(u, a, p, None);
      SetRefTerms(u, a, p, None, c);
      SetRefTerms(v, d, Dual(p), None, c);
  }

  lemma SetRefTerms(s: State, a: Address, p: Port, name: Option<Address>, c: Address)
    ensures SameTerms(ContextAt(s, c), ContextAt(SetRef(s, a, p, name), c))
  {
  }

  lemma CompleteYieldToIn(b: Objects, s: State, r: Region, yielder: Address)
    requires Bound(b, s.objects, r) && yielder in r.objects
    ensures Bound(b, CompleteYieldTo(s, yielder).objects, r)
  {
    LinkedIn(b, s, r, yielder, ThreadYieldTo);
    match RefAt(s, yielder, ThreadYieldTo)
    case None =>
    case Some(c) =>
      UnlinkIn(b, s, r, yielder, ThreadYieldTo);
      UnlinkSettings(s, yielder, ThreadYieldTo, c);
      var u := Unlink(s, yielder, ThreadYieldTo);
      AlterContextIn(b, u, r, c, ContextAt(s, c).(consumed := 0));
      var t := AlterContext(u, c, ContextAt(s, c).(consumed := 0));
      AlterIn(b, t, r, yielder,
        ThreadAt(t, yielder).(badgeRegister := 0, message := Message(0, [ContextAt(s, c).consumed], [], 0)));
  }

  lemma CompleteYieldFromIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures Bound(b, CompleteYieldFrom(s, c).objects, r)
  {
    LinkedIn(b, s, r, c, ContextYieldFrom);
    match RefAt(s, c, ContextYieldFrom)
    case None =>
    case Some(yielder) => CompleteYieldToIn(b, s, r, yielder);
  }

  lemma UnbindAllIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures Bound(b, UnbindAll(s, c).objects, r)
  {
    UnbindThreadIn(b, s, r, c);
    UnlinkIn(b, UnbindThread(s, c), r, c, ContextNotification);
    UnlinkIn(b, Unlink(UnbindThread(s, c), c, ContextNotification), r, c, ContextReply);
  }

  lemma ContextDestroyIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects && Mine(r, r.policy.owner(c))
    ensures Bound(b, SchedContexts.Destroy(s, c).objects, r)
  {
    CompleteYieldFromIn(b, s, r, c);
    UnbindAllIn(b, CompleteYieldFrom(s, c), r, c);
    var t := UnbindAll(CompleteYieldFrom(s, c), c);
    AlterContextIn(b, t, r, c, ContextAt(t, c).(maximumRefills := 0, refills := []));
  }

  // Reply objects

  lemma PushIn(b: Objects, s: State, r: Region, caller: Address, callee: Address, c: Address, canDonate: bool)
    requires Bound(b, s.objects, r) && caller in r.objects && callee in r.objects && c in r.objects
    requires May(r.policy, r.policy.owner(c), Answers, r.policy.owner(caller))
    ensures Bound(b, Push(s, caller, callee, c, canDonate).objects, r)
  {
    ThreadIn(b, s, r, caller);
    AwaitReplyIn(b, s, r, caller, c);
    var context := ThreadAt(s, caller).context;
    var t := AwaitReply(s, caller, c);
    if context.Some? && ThreadAt(s, callee).context.None? && canDonate {
      var x := context.value;
      var earlier := RefAt(t, x, ContextReply);
      LinkedIn(b, t, r, x, ContextReply);
      UnlinkIn(b, t, r, x, ContextReply);
      var u := Unlink(t, x, ContextReply);
      if earlier.Some? { LinkIn(b, u, r, c, ReplyPrevious, earlier.value); }
      var v := if earlier.Some? then Link(u, c, ReplyPrevious, earlier.value) else u;
      LinkIn(b, v, r, x, ContextReply, c);
      DonateIn(b, Link(v, x, ContextReply, c), r, x, callee);
    }
  }

  lemma UnchainIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures Bound(b, Unchain(s, c).objects, r)
  {
    LinkedIn(b, s, r, c, ReplyPrevious);
    LinkedIn(b, s, r, c, ReplyNext);
    LinkedIn(b, s, r, c, ReplyHead);
    var previous, next, head := RefAt(s, c, ReplyPrevious), RefAt(s, c, ReplyNext), RefAt(s, c, ReplyHead);
    UnlinkIn(b, s, r, c, ReplyPrevious);
    UnlinkIn(b, Unlink(s, c, ReplyPrevious), r, c, ReplyNext);
    UnlinkIn(b, Unlink(Unlink(s, c, ReplyPrevious), c, ReplyNext), r, c, ReplyHead);
    var t := Unlink(Unlink(Unlink(s, c, ReplyPrevious), c, ReplyNext), c, ReplyHead);
    if previous.Some? {
      if head.Some? { LinkIn(b, t, r, head.value, ContextReply, previous.value); }
      else if next.Some? { LinkIn(b, t, r, next.value, ReplyPrevious, previous.value); }
    }
  }

  lemma PopIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures Bound(b, Pop(s, c).objects, r)
  {
    LinkedIn(b, s, r, c, ReplyHead);
    LinkedIn(b, s, r, c, ReplyCaller);
    var head := RefAt(s, c, ReplyHead);
    match RefAt(s, c, ReplyCaller)
    case None =>
    case Some(caller) =>
      UnchainIn(b, s, r, c);
      UnlinkIn(b, Unchain(s, c), r, c, ReplyCaller);
      var t := Unlink(Unchain(s, c), c, ReplyCaller);
      if head.Some? { DonateIn(b, t, r, head.value, caller); }
  }

  // Threads

  lemma SetStateIn(b: Objects, s: State, r: Region, a: Address, state: ThreadState)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, SetState(s, a, state).objects, r)
  {
    AlterIn(b, s, r, a, ThreadAt(s, a).(state := state));
  }

  lemma ClearFaultIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, ClearFault(s, a).objects, r)
  {
    AlterIn(b, s, r, a, ThreadAt(s, a).(fault := NoFault));
  }

  lemma CancelIpcIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, CancelIpc(s, a).objects, r)
  {
    ClearFaultIn(b, s, r, a);
    var t := ClearFault(s, a);
    LinkedIn(b, t, r, a, ThreadReply);
    LeaveIn(b, t, r, a, Inactive);
    var reply := RefAt(t, a, ThreadReply);
    if reply.Some? {
      UnchainIn(b, t, r, reply.value);
      UnlinkIn(b, Unchain(t, reply.value), r, a, ThreadReply);
    }
  }

  lemma SuspendIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Suspend(s, a).objects, r)
  {
    CancelIpcIn(b, s, r, a);
    CompleteYieldToIn(b, CancelIpc(s, a), r, a);
    var t := CompleteYieldTo(CancelIpc(s, a), a);
    SetStateIn(b, t, r, a, Inactive);
    WithdrawIn(b, SetState(t, a, Inactive), r, a);
  }

  lemma ResumeIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Threads.Resume(s, a).objects, r)
  {
    CancelIpcIn(b, s, r, a);
    SetStateIn(b, CancelIpc(s, a), r, a, ThreadState.Restart);
    WakeIn(b, SetState(CancelIpc(s, a), a, ThreadState.Restart), r, a);
  }

  lemma UnblockIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Unblock(s, a).objects, r)
  {
    LeaveIn(b, s, r, a, Inactive);
    LeaveIn(b, s, r, a, ThreadState.Restart);
    WakeIn(b, Leave(s, a, ThreadState.Restart), r, a);
  }

  lemma UnblockAllIn(b: Objects, s: State, r: Region, waiting: seq<Address>)
    requires Bound(b, s.objects, r) && forall x :: x in waiting ==> x in r.objects
    ensures Bound(b, UnblockAll(s, waiting).objects, r)
    decreases |waiting|
  {
    if waiting != [] {
      UnblockIn(b, s, r, waiting[0]);
      UnblockAllIn(b, Unblock(s, waiting[0]), r, waiting[1..]);
    }
  }

  lemma SetPriorityIn(b: Objects, s: State, r: Region, a: Address, priority: nat)
    requires Bound(b, s.objects, r) && a in r.objects && Mine(r, r.policy.owner(a)) && Consistent(s)
    ensures Bound(b, Threads.SetPriority(s, a, priority).objects, r)
  {
    var domain := ThreadAt(s, a).domain;
    var state := StateAt(s, a);
    ThreadIn(b, s, r, a);
    if WaitsAt(state).Some? {
      var reply := ThreadAt(s, a).reply;
      LeaveIn(b, s, r, a, Inactive);
      var u := Leave(s, a, Inactive);
      UrgencyIn(b, u, r, a, domain, priority);
      var v := ReadyQueues.SetUrgency(u, a, domain, priority);
      BlockIn(b, v, r, a, state);
      if reply.Some? {
        assert state.BlockedOnReceive? by { reveal Answerable(); }
        AttachIn(b, Block(v, a, state), r, a, reply.value);
      }
    } else {
      UrgencyIn(b, s, r, a, domain, priority);
      RequeueIn(b, ReadyQueues.SetUrgency(s, a, domain, priority), r, a);
    }
  }

  lemma SetDomainIn(b: Objects, s: State, r: Region, a: Address, domain: nat)
    requires Bound(b, s.objects, r) && a in r.objects && Mine(r, r.policy.owner(a))
    ensures Bound(b, SetDomain(s, a, domain).objects, r)
  {
    UrgencyIn(b, s, r, a, domain, ThreadAt(s, a).priority);
    RequeueIn(b, ReadyQueues.SetUrgency(s, a, domain, ThreadAt(s, a).priority), r, a);
  }

  lemma DestroyIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Threads.Destroy(s, a).objects, r)
  {
    UnlinkIn(b, s, r, a, ThreadNotification);
    var t := Unlink(s, a, ThreadNotification);
    ThreadIn(b, t, r, a);
    match ThreadAt(t, a).context
    case None => SuspendIn(b, t, r, a);
    case Some(c) =>
      UnbindThreadIn(b, t, r, c);
      CompleteYieldFromIn(b, UnbindThread(t, c), r, c);
      SuspendIn(b, CompleteYieldFrom(UnbindThread(t, c), c), r, a);
  }

  lemma DestroyReplyIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures Bound(b, DestroyReply(s, c).objects, r)
  {
    LinkedIn(b, s, r, c, ReplyCaller);
    match RefAt(s, c, ReplyCaller)
    case None =>
    case Some(a) =>
      ClearFaultIn(b, s, r, a);
      PopIn(b, ClearFault(s, a), r, c);
      CancelIpcIn(b, s, r, a);
  }

  // Notifications

  lemma LendIn(b: Objects, s: State, r: Region, n: Address, a: Address)
    requires Bound(b, s.objects, r) && n in r.objects && a in r.objects
    ensures Bound(b, Notifications.Lend(s, n, a).objects, r)
  {
    LinkedIn(b, s, r, n, NotificationContext);
    var context := RefAt(s, n, NotificationContext);
    if context.Some? {
      DonateIn(b, s, r, context.value, a);
      WakeIn(b, Donate(s, context.value, a), r, a);
    }
  }

  lemma DeliverIn(b: Objects, s: State, r: Region, n: Address, a: Address, badge: nat)
    requires Bound(b, s.objects, r) && n in r.objects && a in r.objects
    ensures Bound(b, Notifications.Deliver(s, n, a, badge).objects, r)
  {
    AlterIn(b, s, r, a, ThreadAt(s, a).(badgeRegister := badge));
    var t := Alter(s, a, ThreadAt(s, a).(badgeRegister := badge));
    LendIn(b, t, r, n, a);
    WakeIn(b, Notifications.Lend(t, n, a), r, a);
  }

  lemma SignalIn(b: Objects, s: State, r: Region, n: Address, badge: nat)
    requires Bound(b, s.objects, r) && n in r.objects
    ensures Bound(b, Notifications.Signal(s, n, badge).objects, r)
  {
    LinkedIn(b, s, r, n, NotificationThread);
    WaitersIn(b, s, r, n);
    var bound := RefAt(s, n, NotificationThread);
    match SignalsAt(s, n)
    case Waiting(waiters) =>
      if waiters != [] {
        LeaveIn(b, s, r, waiters[0], Running);
        DeliverIn(b, Leave(s, waiters[0], Running), r, n, waiters[0], badge);
      }
    case Active(earlier) => SetSignalsIn(b, s, r, n, Some(Notifications.Or(earlier, badge)));
    case NoSignal =>
      SetSignalsIn(b, s, r, n, Some(badge));
      if bound.Some? {
        CancelIpcIn(b, s, r, bound.value);
        SetStateIn(b, CancelIpc(s, bound.value), r, bound.value, Running);
        DeliverIn(b, SetState(CancelIpc(s, bound.value), bound.value, Running), r, n, bound.value, badge);
      }
  }

  lemma TakeIn(b: Objects, s: State, r: Region, n: Address, a: Address)
    requires Bound(b, s.objects, r) && n in r.objects && a in r.objects
    ensures Bound(b, Notifications.Take(s, n, a).objects, r)
  {
    match SignalsAt(s, n)
    case Active(badge) =>
      SetSignalsIn(b, s, r, n, None);
      var u := SetSignals(s, n, None);
      assert ThreadAt(u, a) == ThreadAt(s, a);
      AlterIn(b, u, r, a, ThreadAt(s, a).(badgeRegister := badge));
      LendIn(b, Alter(u, a, ThreadAt(s, a).(badgeRegister := badge)), r, n, a);
    case _ =>
  }

  lemma GiveBackIn(b: Objects, s: State, r: Region, n: Option<Address>, a: Address)
    requires Bound(b, s.objects, r) && (n.Some? ==> n.value in r.objects)
    ensures Bound(b, Notifications.GiveBack(s, n, a).objects, r)
  {
    if n.Some? {
      LinkedIn(b, s, r, n.value, NotificationContext);
      var context := RefAt(s, n.value, NotificationContext);
      if context.Some? { UnbindThreadIn(b, s, r, context.value); }
    }
  }

  lemma WaitIn(b: Objects, s: State, r: Region, a: Address, n: Address, isBlocking: bool)
    requires Bound(b, s.objects, r) && n in r.objects && a in r.objects && Consistent(s)
    ensures Bound(b, Notifications.Receive(s, a, n, isBlocking).objects, r)
  {
    TakeIn(b, s, r, n, a);
    BlockIn(b, s, r, a, BlockedOnNotification(n));
    GiveBackIn(b, Block(s, a, BlockedOnNotification(n)), r, Some(n), a);
    AlterIn(b, s, r, a, ThreadAt(s, a).(badgeRegister := 0));
  }

  lemma DestroyNotificationIn(b: Objects, s: State, r: Region, n: Address)
    requires Bound(b, s.objects, r) && n in r.objects
    ensures Bound(b, Notifications.DestroyNotification(s, n).objects, r)
  {
    WaitersIn(b, s, r, n);
    var waiting := match SignalsAt(s, n) case Waiting(waiters) => waiters case _ => [];
    UnblockAllIn(b, s, r, waiting);
    var t := UnblockAll(s, waiting);
    UnlinkIn(b, t, r, n, NotificationThread);
    UnlinkIn(b, Unlink(t, n, NotificationThread), r, n, NotificationContext);
  }
}
