// SPDX-License-Identifier: BSD-2-Clause
include "Access.dfy"

/// Threads that wait at an endpoint or notification, by priority and in order of arrival among equals; and threads that wait for a
/// reply.
module WaitQueue {
  import opened State
  import opened Consistency
  import opened Access

  function StateAt(s: State, a: Address): ThreadState {
    ThreadAt(s, a).state
  }

  /// Place of a newcomer: behind those of its own and of higher priorities.
  function PlaceOf(s: State, q: seq<Address>, priority: nat): (place: nat)
    ensures place <= |q|
  {
    if |q| == 0 || ThreadAt(s, q[|q| - 1]).priority >= priority then |q| else PlaceOf(s, q[..|q| - 1], priority)
  }

  function Inserted(q: seq<Address>, place: nat, a: Address): (r: seq<Address>)
    requires place <= |q|
    ensures forall x :: x in r <==> x in q || x == a
    ensures NoRepeat(q) && a !in q ==> NoRepeat(r)
    ensures r != []
  {
    assert q == q[..place] + q[place..];
    q[..place] + [a] + q[place..]
  }

  function Without(q: seq<Address>, a: Address): (r: seq<Address>)
    ensures NoRepeat(q) ==> NoRepeat(r)
    ensures NoRepeat(q) ==> forall x :: x in r <==> x in q && x != a
    ensures forall x :: x in r ==> x in q
    ensures a !in q ==> r == q
  {
    if |q| == 0 then []
    else if q[0] == a then
      assert q == [q[0]] + q[1..];
      q[1..]
    else
      assert q == [q[0]] + q[1..];
      var rest := Without(q[1..], a);
      assert NoRepeat(q) ==> q[0] !in rest by { assert forall x :: x in rest ==> x in q[1..]; }
      [q[0]] + rest
  }

  /// An object with other waiters.
  function WithWaiters(o: Object, q: seq<Address>): (changed: Object)
    ensures KindOf(changed) == KindOf(o)
    ensures forall p :: Ref(changed, p) == Ref(o, p)
  {
    match o
    case Endpoint(Sending(_)) => if q == [] then Endpoint(Idle) else Endpoint(Sending(q))
    case Endpoint(Receiving(_)) => if q == [] then Endpoint(Idle) else Endpoint(Receiving(q))
    case Notification(Waiting(_), bound, context) =>
      if q == [] then Notification(NoSignal, bound, context) else Notification(Waiting(q), bound, context)
    case _ => o
  }

  // Leaving

  /// A thread that waits in a queue leaves it, and gives up the reply object it held ready.
  function Leave(s: State, a: Address, next: ThreadState): (t: State)
    ensures Keeps(s, t)
  {
    if WaitsAt(StateAt(s, a)).None? || WaitsAt(next).Some? || next.BlockedOnReply? then s
    else
      var u := Unlink(s, a, ThreadReply);
      if !IsThread(u, a) || WaitsAt(StateAt(u, a)).None? then u
      else
        var o := WaitsAt(StateAt(u, a)).value;
        if o !in u.objects || o == a then u
        else
          var v := SetObject(u, o, WithWaiters(u.objects[o], Without(Waiters(u.objects[o]), a)));
          var t := SetObject(v, a, Thread(v.objects[a].thread.(state := next)));
          LeaveKeeps(u, v, t, a, o, next);
          t
  }

  lemma LeaveKeeps(u: State, v: State, t: State, a: Address, o: Address, next: ThreadState)
    requires IsThread(u, a) && o in u.objects && o != a && WaitsAt(u.objects[a].thread.state) == Some(o)
    requires WaitsAt(next).None? && !next.BlockedOnReply?
    requires v == SetObject(u, o, WithWaiters(u.objects[o], Without(Waiters(u.objects[o]), a)))
    requires t == SetObject(v, a, Thread(v.objects[a].thread.(state := next)))
    requires Consistent(u) ==> RefAt(u, a, ThreadReply) == None
    ensures Consistent(u) ==> Consistent(t)
  {
    if Consistent(u) {
      assert Mutual(t) by {
        reveal Mutual();
        assert forall c, p :: c in u.objects ==> Ref(t.objects[c], p) == Ref(u.objects[c], p);
      }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); assert Ref(u.objects[a], ThreadReply) == u.objects[a].thread.reply; }
      assert Queued(t) by { LeaveQueued(u, t, a, o, next); }
    }
  }

  lemma LeaveQueued(u: State, t: State, a: Address, o: Address, next: ThreadState)
    requires Queued(u) && IsThread(u, a) && o in u.objects && o != a && WaitsAt(u.objects[a].thread.state) == Some(o)
    requires WaitsAt(next).None?
    requires t.objects == u.objects[o := WithWaiters(u.objects[o], Without(Waiters(u.objects[o]), a))]
                                   [a := Thread(u.objects[a].thread.(state := next))]
    ensures Queued(t)
  {
    reveal Queued();
    var q := Without(Waiters(u.objects[o]), a);
    assert a in Waiters(u.objects[o]) && Suits(u.objects[o], u.objects[a].thread.state);
    assert Waiters(t.objects[o]) == q;
  }

  // Waiting

  /// Whether a thread in a state may join the queue of an object.
  predicate Accepts(o: Object, state: ThreadState) {
    Suits(o, state)
    || (o.Endpoint? && o.queue.Idle? && (state.BlockedOnReceive? || state.BlockedOnSend?))
    || (o.Notification? && o.signals.NoSignal? && state.BlockedOnNotification?)
  }

  /// The object after a thread in a state has joined its queue.
  function Joined(o: Object, state: ThreadState, q: seq<Address>): (changed: Object)
    requires Accepts(o, state) && q != []
    ensures KindOf(changed) == KindOf(o) && Waiters(changed) == q && Suits(changed, state)
    ensures forall p :: Ref(changed, p) == Ref(o, p)
  {
    match state
    case BlockedOnReceive(_) => Endpoint(Receiving(q))
    case BlockedOnSend(_, _, _, _, _) => Endpoint(Sending(q))
    case BlockedOnNotification(_) => o.(signals := Waiting(q))
  }

  /// A thread that waits for nothing joins the queue that its new state names.
  function Block(s: State, a: Address, state: ThreadState): (t: State)
    ensures Keeps(s, t)
  {
    if WaitsAt(state).None? || !IsThread(s, a) || WaitsAt(StateAt(s, a)).Some? || StateAt(s, a).BlockedOnReply? then s
    else
      var o := WaitsAt(state).value;
      if o !in s.objects || o == a || !Accepts(s.objects[o], state) then s
      else
        var q := Waiters(s.objects[o]);
        var longer := Inserted(q, PlaceOf(s, q, ThreadAt(s, a).priority), a);
        var u := SetObject(s, o, Joined(s.objects[o], state, longer));
        var t := SetObject(u, a, Thread(u.objects[a].thread.(state := state)));
        BlockKeeps(s, t, a, o, state, longer);
        t
  }

  lemma BlockKeeps(s: State, t: State, a: Address, o: Address, state: ThreadState, q: seq<Address>)
    requires IsThread(s, a) && o in s.objects && o != a && WaitsAt(state) == Some(o) && Accepts(s.objects[o], state)
    requires WaitsAt(s.objects[a].thread.state).None? && !s.objects[a].thread.state.BlockedOnReply? && q != []
    requires forall x :: x in q <==> x in Waiters(s.objects[o]) || x == a
    requires NoRepeat(Waiters(s.objects[o])) && a !in Waiters(s.objects[o]) ==> NoRepeat(q)
    requires t == s.(objects := s.objects[o := Joined(s.objects[o], state, q)][a := Thread(s.objects[a].thread.(state := state))])
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      assert Mutual(t) by {
        reveal Mutual();
        assert forall c, p :: c in s.objects ==> Ref(t.objects[c], p) == Ref(s.objects[c], p);
      }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); }
      assert Queued(t) by { BlockQueued(s, t, a, o, state, q); }
    }
  }

  lemma BlockQueued(s: State, t: State, a: Address, o: Address, state: ThreadState, q: seq<Address>)
    requires Queued(s)
    requires IsThread(s, a) && o in s.objects && o != a && WaitsAt(state) == Some(o) && Accepts(s.objects[o], state)
    requires WaitsAt(s.objects[a].thread.state).None? && q != []
    requires forall x :: x in q <==> x in Waiters(s.objects[o]) || x == a
    requires NoRepeat(Waiters(s.objects[o])) && a !in Waiters(s.objects[o]) ==> NoRepeat(q)
    requires t.objects == s.objects[o := Joined(s.objects[o], state, q)][a := Thread(s.objects[a].thread.(state := state))]
    ensures Queued(t)
  {
    reveal Queued();
    assert a !in Waiters(s.objects[o]);
    forall c, x | c in t.objects && x in Waiters(t.objects[c])
      ensures IsThread(t, x) && WaitsAt(t.objects[x].thread.state) == Some(c) && Suits(t.objects[c], t.objects[x].thread.state)
    {
      if c == o && x != a {
        assert x in Waiters(s.objects[o]);
        assert IsThread(s, x);
        assert Suits(s.objects[o], s.objects[x].thread.state);
      } else if c != o {
        assert x in Waiters(s.objects[c]);
        assert x != a;
      }
    }
  }

  // Replies

  /// Makes a reply object ready for whoever calls a thread that waits to receive.
  function Attach(s: State, a: Address, r: Address): (t: State)
    ensures Keeps(s, t)
  {
    var u := Unlink(Unlink(s, r, ReplyCaller), a, ThreadReply);
    if !IsThread(u, a) || !StateAt(u, a).BlockedOnReceive? || r !in u.objects || !u.objects[r].Reply? then u
    else
      var t := SetRef(SetRef(u, a, ThreadReply, Some(r)), r, ReplyCaller, Some(a));
      AttachKeeps(s, u, t, a, r);
      t
  }

  lemma AttachKeeps(s: State, u: State, t: State, a: Address, r: Address)
    requires u == Unlink(Unlink(s, r, ReplyCaller), a, ThreadReply)
    requires IsThread(u, a) && u.objects[a].thread.state.BlockedOnReceive? && r in u.objects && u.objects[r].Reply?
    requires t == SetRef(SetRef(u, a, ThreadReply, Some(r)), r, ReplyCaller, Some(a))
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      var v := Unlink(s, r, ReplyCaller);
      assert Consistent(v) && Consistent(u);
      assert RefAt(u, a, ThreadReply) == None;
      assert RefAt(v, r, ReplyCaller) == None;
      KeysSame(v, u);
      Unlinked(v, a, ThreadReply, r, ReplyCaller);
      LinkMutual(u, t, a, ThreadReply, r);
      SetRefQueues(u, a, ThreadReply, Some(r));
      SetRefQueues(SetRef(u, a, ThreadReply, Some(r)), r, ReplyCaller, Some(a));
      assert Answerable(t) by {
        reveal Answerable();
        forall c | IsThread(t, c) && c != a
          ensures t.objects[c].thread.reply == u.objects[c].thread.reply
        {
          assert Ref(t.objects[c], ThreadReply) == Ref(u.objects[c], ThreadReply);
        }
        assert Ref(t.objects[a], ThreadReply) == Some(r);
      }
    }
  }

  lemma KeysSame(s: State, t: State)
    requires Kinds(s.objects) == Kinds(t.objects)
    ensures s.objects.Keys == t.objects.Keys
  {
    reveal Kinds();
    assert s.objects.Keys == Kinds(s.objects).Keys;
    assert t.objects.Keys == Kinds(t.objects).Keys;
  }

  /// Makes a thread that waits for nothing wait for the reply that a reply object stands for.
  function AwaitReply(s: State, a: Address, r: Address): (t: State)
    ensures Keeps(s, t)
  {
    if !IsThread(s, a) || WaitsAt(StateAt(s, a)).Some? || StateAt(s, a).BlockedOnReply? || r !in s.objects || !s.objects[r].Reply? then s
    else
      var u := Unlink(s, r, ReplyCaller);
      if !IsThread(u, a) || WaitsAt(StateAt(u, a)).Some? || r !in u.objects || !u.objects[r].Reply? || RefAt(u, a, ThreadReply).Some? then u
      else
        var v := SetRef(SetRef(u, a, ThreadReply, Some(r)), r, ReplyCaller, Some(a));
        var t := SetObject(v, a, Thread(v.objects[a].thread.(state := BlockedOnReply)));
        AwaitKeeps(u, v, t, a, r);
        t
  }

  lemma AwaitKeeps(u: State, v: State, t: State, a: Address, r: Address)
    requires IsThread(u, a) && WaitsAt(u.objects[a].thread.state).None? && r in u.objects && u.objects[r].Reply?
    requires RefAt(u, a, ThreadReply) == None
    requires Consistent(u) ==> RefAt(u, r, ReplyCaller) == None
    requires v == SetRef(SetRef(u, a, ThreadReply, Some(r)), r, ReplyCaller, Some(a))
    requires IsThread(v, a) && t == SetObject(v, a, Thread(v.objects[a].thread.(state := BlockedOnReply)))
    ensures Consistent(u) ==> Consistent(t)
  {
    if Consistent(u) {
      LinkMutual(u, v, a, ThreadReply, r);
      SetRefQueues(u, a, ThreadReply, Some(r));
      SetRefQueues(SetRef(u, a, ThreadReply, Some(r)), r, ReplyCaller, Some(a));
      assert Mutual(t) by {
        reveal Mutual();
        assert forall c, p :: c in v.objects ==> Ref(t.objects[c], p) == Ref(v.objects[c], p);
      }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Queued(t) by {
        assert v.objects[a].thread.state == u.objects[a].thread.state;
        reveal Queued();
      }
      assert Answerable(t) by {
        reveal Answerable();
        forall c | IsThread(t, c) && c != a
          ensures t.objects[c].thread.reply == u.objects[c].thread.reply
        {
          assert Ref(t.objects[c], ThreadReply) == Ref(u.objects[c], ThreadReply);
        }
        assert Ref(t.objects[a], ThreadReply) == Some(r);
      }
    }
  }
}
