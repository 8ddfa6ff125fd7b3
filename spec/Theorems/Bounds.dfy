// SPDX-License-Identifier: BSD-2-Clause
include "Policy.dfy"

/// The few ways in which objects are changed stay within a policy, and within what the subject can reach.
module Bounds {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Policies

  /// Whether an object is connected as it may be.
  opaque ghost predicate Fits(r: Region, a: Address, o: Object) {
    (a in r.objects ==> LinksIn(r.objects, o)) && (o.Thread? ==> ThreadFits(r.policy, a, o.thread))
  }

  /// Whether objects have come from others by changes that a step may make, and keep to the policy and to what can be reached.
  opaque ghost predicate Bound(b: map<Address, Object>, n: map<Address, Object>, r: Region) {
    && (forall a :: a in n ==> Fits(r, a, n[a]))
    && (forall a :: a in b && a in n ==> Allowed(r, a, b[a], n[a]))
    && (forall a :: a !in r.objects ==> (a in b <==> a in n))
  }

  lemma BoundStart(n: map<Address, Object>, r: Region)
    requires Closed(r.objects, n) && ThreadsWithin(r.policy, n)
    ensures Bound(n, n, r)
  {
    reveal Bound(), Fits(), Allowed(), Closed(), ThreadsWithin();
  }

  lemma BoundEnd(b: map<Address, Object>, n: map<Address, Object>, r: Region)
    requires Bound(b, n, r)
    ensures Closed(r.objects, n) && ThreadsWithin(r.policy, n) && ObjectsChanged(r, b, n)
  {
    reveal Bound(), Fits(), Closed(), ThreadsWithin(), ObjectsChanged();
  }

  lemma AllowedTransitive(r: Region, a: Address, x: Object, y: Object, z: Object)
    requires Allowed(r, a, x, y) && Allowed(r, a, y, z)
    ensures Allowed(r, a, x, z)
  {
    reveal Allowed();
  }

  lemma SetIn(b: map<Address, Object>, n: map<Address, Object>, r: Region, a: Address, o: Object)
    requires Bound(b, n, r) && a in n && Fits(r, a, o) && Allowed(r, a, n[a], o)
    ensures Bound(b, n[a := o], r)
  {
    reveal Bound();
    if a in b { AllowedTransitive(r, a, b[a], n[a], o); }
  }

  lemma FitsAt(b: map<Address, Object>, n: map<Address, Object>, r: Region, a: Address)
    requires Bound(b, n, r) && a in n
    ensures a in r.objects ==> LinksIn(r.objects, n[a])
    ensures n[a].Thread? ==> ThreadFits(r.policy, a, n[a].thread)
  {
    reveal Bound(), Fits();
  }

  /// What an object in reach names is in reach.
  lemma LinkedIn(b: map<Address, Object>, s: State, r: Region, a: Address, p: Port)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures RefAt(s, a, p).Some? ==> RefAt(s, a, p).value in r.objects
  {
    if a in s.objects { FitsAt(b, s.objects, r, a); }
  }

  /// So is what a thread names, and what it waits at.
  lemma ThreadIn(b: map<Address, Object>, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures var it := ThreadAt(s, a);
      && (it.reply.Some? ==> it.reply.value in r.objects)
      && (it.context.Some? ==> it.context.value in r.objects)
      && (it.yieldTo.Some? ==> it.yieldTo.value in r.objects)
      && (it.notification.Some? ==> it.notification.value in r.objects)
      && (WaitsAt(it.state).Some? ==> WaitsAt(it.state).value in r.objects)
      && ThreadFits(r.policy, a, it)
  {
    if IsThread(s, a) {
      FitsAt(b, s.objects, r, a);
      var o := s.objects[a];
      assert Ref(o, ThreadReply) == o.thread.reply && Ref(o, ThreadContext) == o.thread.context;
      assert Ref(o, ThreadYieldTo) == o.thread.yieldTo && Ref(o, ThreadNotification) == o.thread.notification;
    }
  }

  /// And who waits at an object.
  lemma WaitersIn(b: map<Address, Object>, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures a in s.objects ==> forall t :: t in Waiters(s.objects[a]) ==> t in r.objects
    ensures QueueAt(s, a).Sending? ==> forall t :: t in QueueAt(s, a).senders ==> t in r.objects
    ensures QueueAt(s, a).Receiving? ==> forall t :: t in QueueAt(s, a).receivers ==> t in r.objects
    ensures SignalsAt(s, a).Waiting? ==> forall t :: t in SignalsAt(s, a).waiters ==> t in r.objects
  {
    if a in s.objects { FitsAt(b, s.objects, r, a); }
  }

  lemma AlterIn(b: map<Address, Object>, s: State, r: Region, a: Address, change: ThreadObject)
    requires Bound(b, s.objects, r) && a in r.objects
    requires Mine(r, r.policy.owner(a)) || SameSettings(ThreadAt(s, a), change)
    ensures Bound(b, Alter(s, a, change).objects, r)
  {
    if IsThread(s, a) {
      var t := Alter(s, a, change);
      FitsAt(b, s.objects, r, a);
      assert forall p :: Ref(t.objects[a], p) == Ref(s.objects[a], p);
      assert Fits(r, a, t.objects[a]) by { reveal Fits(); }
      assert Allowed(r, a, s.objects[a], t.objects[a]) by { reveal Allowed(); }
      SetIn(b, s.objects, r, a, t.objects[a]);
    }
  }

  lemma AlterContextIn(b: map<Address, Object>, s: State, r: Region, a: Address, change: ContextObject)
    requires Bound(b, s.objects, r) && a in r.objects
    requires Mine(r, r.policy.owner(a)) || SameTerms(ContextAt(s, a), change)
    ensures Bound(b, AlterContext(s, a, change).objects, r)
  {
    if a in s.objects && s.objects[a].SchedContext? {
      var t := AlterContext(s, a, change);
      FitsAt(b, s.objects, r, a);
      assert forall p :: Ref(t.objects[a], p) == Ref(s.objects[a], p);
      assert Fits(r, a, t.objects[a]) by { reveal Fits(); }
      assert Allowed(r, a, s.objects[a], t.objects[a]) by { reveal Allowed(); }
      SetIn(b, s.objects, r, a, t.objects[a]);
    }
  }

  lemma SetSignalsIn(b: map<Address, Object>, s: State, r: Region, a: Address, badge: Option<nat>)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, SetSignals(s, a, badge).objects, r)
  {
    if a in s.objects && s.objects[a].Notification? && !s.objects[a].signals.Waiting? {
      var t := SetSignals(s, a, badge);
      FitsAt(b, s.objects, r, a);
      assert forall p :: Ref(t.objects[a], p) == Ref(s.objects[a], p);
      assert Fits(r, a, t.objects[a]) by { reveal Fits(); }
      assert Allowed(r, a, s.objects[a], t.objects[a]) by { reveal Allowed(); }
      SetIn(b, s.objects, r, a, t.objects[a]);
    }
  }

  // Names

  lemma WithRefRespected(o: Object, p: Port, name: Option<Address>)
    ensures Respected(o, WithRef(o, p, name))
    ensures o.Thread? ==>
      WithRef(o, p, name).Thread? && (p != ThreadReply ==> WithRef(o, p, name).thread.reply == o.thread.reply)
      && WithRef(o, p, name).thread.state == o.thread.state
      && (p == ThreadReply ==> WithRef(o, p, name).thread.reply == name)
    ensures o.Table? ==> WithRef(o, p, name) == o
  {
  }

  lemma SetRefIn(b: map<Address, Object>, s: State, r: Region, a: Address, p: Port, name: Option<Address>)
    requires Bound(b, s.objects, r) && a in r.objects && (name.Some? ==> name.value in r.objects)
    requires name.Some? && p == ThreadReply && IsThread(s, a) ==> ThreadFits(r.policy, a, s.objects[a].thread.(reply := name))
    ensures Bound(b, SetRef(s, a, p, name).objects, r)
  {
    if a in s.objects {
      var t := SetRef(s, a, p, name);
      var o := WithRef(s.objects[a], p, name);
      FitsAt(b, s.objects, r, a);
      WithRefRespected(s.objects[a], p, name);
      assert Fits(r, a, o) by {
        reveal Fits();
        forall q | Ref(o, q).Some?
          ensures Ref(o, q).value in r.objects
        {
          if q == p { if !HasPort(s.objects[a], p) { assert o == s.objects[a]; } }
        }
      }
      assert Allowed(r, a, s.objects[a], o) by { reveal Allowed(); }
      SetIn(b, s.objects, r, a, o);
      assert t.objects == s.objects[a := o];
    }
  }

  lemma StopIn(b: map<Address, Object>, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Stop(s, a).objects, r)
  {
    if IsThread(s, a) && s.objects[a].thread.state.BlockedOnReply? {
      var t := Stop(s, a);
      FitsAt(b, s.objects, r, a);
      assert forall p :: Ref(t.objects[a], p) == Ref(s.objects[a], p);
      assert Fits(r, a, t.objects[a]) by { reveal Fits(); }
      assert Allowed(r, a, s.objects[a], t.objects[a]) by { reveal Allowed(); }
      SetIn(b, s.objects, r, a, t.objects[a]);
      assert t.objects == s.objects[a := t.objects[a]];
    }
  }

  lemma UnlinkIn(b: map<Address, Object>, s: State, r: Region, a: Address, p: Port)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Unlink(s, a, p).objects, r)
  {
    LinkedIn(b, s, r, a, p);
    match RefAt(s, a, p)
    case None =>
    case Some(c) =>
      StopIn(b, s, r, a);
      StopIn(b, s, r, c);
      var u := if p == ThreadReply then Stop(s, a) else if p == ReplyCaller then Stop(s, c) else s;
      SetRefIn(b, u, r, a, p, None);
      SetRefIn(b, SetRef(u, a, p, None), r, c, Dual(p), None);
  }

  lemma LinkIn(b: map<Address, Object>, s: State, r: Region, a: Address, p: Port, c: Address)
    requires Bound(b, s.objects, r) && a in r.objects && c in r.objects
    ensures Bound(b, Link(s, a, p, c).objects, r)
  {
    if a in s.objects && c in s.objects && HasPort(s.objects[a], p) && HasPort(s.objects[c], Dual(p))
       && p != ThreadReply && p != ReplyCaller {
      UnlinkIn(b, s, r, a, p);
      UnlinkIn(b, Unlink(s, a, p), r, c, Dual(p));
      var u := Unlink(Unlink(s, a, p), c, Dual(p));
      assert Dual(p) != ThreadReply;
      SetRefIn(b, u, r, a, p, Some(c));
      SetRefIn(b, SetRef(u, a, p, Some(c)), r, c, Dual(p), Some(a));
    }
  }

  // Queues

  lemma WithWaitersFits(r: Region, a: Address, o: Object, q: seq<Address>)
    requires Fits(r, a, o) && a in r.objects && forall x :: x in q ==> x in Waiters(o)
    ensures Fits(r, a, WithWaiters(o, q)) && Allowed(r, a, o, WithWaiters(o, q))
  {
    reveal Fits(), Allowed();
    var n := WithWaiters(o, q);
    assert forall p :: Ref(n, p) == Ref(o, p);
    assert forall x :: x in Waiters(n) ==> x in Waiters(o);
  }

  lemma StateIn(b: map<Address, Object>, n: map<Address, Object>, r: Region, a: Address, state: ThreadState)
    requires Bound(b, n, r) && a in r.objects && a in n && n[a].Thread?
    requires WaitsAt(state).Some? ==> WaitsAt(state).value in r.objects
    requires ThreadFits(r.policy, a, n[a].thread.(state := state))
    ensures Bound(b, n[a := Thread(n[a].thread.(state := state))], r)
  {
    var o := Thread(n[a].thread.(state := state));
    FitsAt(b, n, r, a);
    assert forall p :: Ref(o, p) == Ref(n[a], p);
    assert Fits(r, a, o) by { reveal Fits(); }
    assert Allowed(r, a, n[a], o) by { reveal Allowed(); }
    SetIn(b, n, r, a, o);
  }

  lemma LeaveIn(b: map<Address, Object>, s: State, r: Region, a: Address, next: ThreadState)
    requires Bound(b, s.objects, r) && a in r.objects
    ensures Bound(b, Leave(s, a, next).objects, r)
  {
    if WaitsAt(StateAt(s, a)).Some? && WaitsAt(next).None? && !next.BlockedOnReply? {
      var u := Unlink(s, a, ThreadReply);
      UnlinkIn(b, s, r, a, ThreadReply);
      if IsThread(u, a) && WaitsAt(StateAt(u, a)).Some? {
        var o := WaitsAt(StateAt(u, a)).value;
        ThreadIn(b, u, r, a);
        if o in u.objects && o != a {
          var q := Without(Waiters(u.objects[o]), a);
          assert Fits(r, o, u.objects[o]) by { reveal Bound(); }
          WithWaitersFits(r, o, u.objects[o], q);
          SetIn(b, u.objects, r, o, WithWaiters(u.objects[o], q));
          var v := SetObject(u, o, WithWaiters(u.objects[o], q));
          StateIn(b, v.objects, r, a, next);
        }
      }
    }
  }

  lemma BlockIn(b: map<Address, Object>, s: State, r: Region, a: Address, state: ThreadState)
    requires Bound(b, s.objects, r) && a in r.objects && Consistent(s)
    requires WaitsAt(state).Some? ==> WaitsAt(state).value in r.objects
    requires ThreadFits(r.policy, a, NewThread(0).(state := state))
    ensures Bound(b, Block(s, a, state).objects, r)
  {
    if WaitsAt(state).Some? && IsThread(s, a) && WaitsAt(StateAt(s, a)).None? && !StateAt(s, a).BlockedOnReply? {
      var o := WaitsAt(state).value;
      if o in s.objects && o != a && Accepts(s.objects[o], state) {
        var q := Waiters(s.objects[o]);
        var longer := Inserted(q, PlaceOf(s, q, ThreadAt(s, a).priority), a);
        FitsAt(b, s.objects, r, o);
        var joined := Joined(s.objects[o], state, longer);
        assert Fits(r, o, joined) by { reveal Fits(); }
        assert Allowed(r, o, s.objects[o], joined) by { reveal Allowed(); }
        SetIn(b, s.objects, r, o, joined);
        assert s.objects[a].thread.reply.None? by { reveal Answerable(); }
        StateIn(b, s.objects[o := joined], r, a, state);
      }
    }
  }

  lemma AttachIn(b: map<Address, Object>, s: State, r: Region, a: Address, c: Address)
    requires Bound(b, s.objects, r) && a in r.objects && c in r.objects
    requires May(r.policy, r.policy.owner(a), Uses, r.policy.owner(c))
    ensures Bound(b, Attach(s, a, c).objects, r)
  {
    UnlinkIn(b, s, r, c, ReplyCaller);
    UnlinkIn(b, Unlink(s, c, ReplyCaller), r, a, ThreadReply);
    var u := Unlink(Unlink(s, c, ReplyCaller), a, ThreadReply);
    if IsThread(u, a) && StateAt(u, a).BlockedOnReceive? && c in u.objects && u.objects[c].Reply? {
      FitsAt(b, u.objects, r, a);
      SetRefIn(b, u, r, a, ThreadReply, Some(c));
      SetRefIn(b, SetRef(u, a, ThreadReply, Some(c)), r, c, ReplyCaller, Some(a));
    }
  }

  lemma AwaitReplyIn(b: map<Address, Object>, s: State, r: Region, a: Address, c: Address)
    requires Bound(b, s.objects, r) && a in r.objects && c in r.objects
    requires May(r.policy, r.policy.owner(c), Answers, r.policy.owner(a))
    ensures Bound(b, AwaitReply(s, a, c).objects, r)
  {
    if IsThread(s, a) && WaitsAt(StateAt(s, a)).None? && !StateAt(s, a).BlockedOnReply? && c in s.objects && s.objects[c].Reply? {
      var u := Unlink(s, c, ReplyCaller);
      UnlinkIn(b, s, r, c, ReplyCaller);
      if IsThread(u, a) && WaitsAt(StateAt(u, a)).None? && c in u.objects && u.objects[c].Reply? && RefAt(u, a, ThreadReply).None? {
        SetRefIn(b, u, r, a, ThreadReply, Some(c));
        SetRefIn(b, SetRef(u, a, ThreadReply, Some(c)), r, c, ReplyCaller, Some(a));
        var v := SetRef(SetRef(u, a, ThreadReply, Some(c)), c, ReplyCaller, Some(a));
        assert v.objects[a].Thread? && v.objects[a].thread.reply == Some(c);
        StateIn(b, v.objects, r, a, BlockedOnReply);
      }
    }
  }
}
