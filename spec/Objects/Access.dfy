// SPDX-License-Identifier: BSD-2-Clause
include "Consistency.dfy"

/// The few ways in which objects are changed. Each keeps them consistent whatever it is asked for.
module Access {
  import opened State
  import opened Consistency

  /// A thread; a new one stands for what is none.
  function ThreadAt(s: State, a: Address): ThreadObject {
    if IsThread(s, a) then s.objects[a].thread else NewThread(0)
  }

  function ContextAt(s: State, a: Address): ContextObject {
    if a in s.objects && s.objects[a].SchedContext? then s.objects[a].schedule else NewContext(0)
  }

  function QueueAt(s: State, a: Address): Queue {
    if a in s.objects && s.objects[a].Endpoint? then s.objects[a].queue else Idle
  }

  function SignalsAt(s: State, a: Address): Signals {
    if a in s.objects && s.objects[a].Notification? then s.objects[a].signals else NoSignal
  }

  /// The object that a port of an object names.
  function RefAt(s: State, a: Address, p: Port): Option<Address> {
    if a in s.objects then Ref(s.objects[a], p) else None
  }

  /// Replaces an object by another of its kind.
  function SetObject(s: State, a: Address, o: Object): (t: State)
    requires a in s.objects && KindOf(o) == KindOf(s.objects[a])
    ensures Same(s, t)
  {
    reveal Kinds();
    s.(objects := s.objects[a := o])
  }

  /// Changes what of a thread concerns nobody else: fault, flags, registers, limits.
  function Alter(s: State, a: Address, change: ThreadObject): (t: State)
    ensures Keeps(s, t)
  {
    if !IsThread(s, a) then s
    else
      var kept := s.objects[a].thread;
      var t := SetObject(s, a, Thread(change.(
        state := if WaitsAt(change.state).Some? || change.state.BlockedOnReply? || WaitsAt(kept.state).Some? || kept.state.BlockedOnReply?
          then kept.state else change.state,
        reply := kept.reply, context := kept.context, yieldTo := kept.yieldTo, notification := kept.notification,
        priority := kept.priority, domain := kept.domain, place := kept.place)));
      AlterKeeps(s, t, a);
      t
  }

  lemma AlterKeeps(s: State, t: State, a: Address)
    requires IsThread(s, a) && a in t.objects && t == s.(objects := s.objects[a := t.objects[a]])
    requires forall p :: Ref(t.objects[a], p) == Ref(s.objects[a], p)
    requires t.objects[a].Thread? && SameQueueing(s.objects[a].thread, t.objects[a].thread)
    requires s.objects[a].thread.state == t.objects[a].thread.state || t.objects[a].thread.reply.None?
             || (!t.objects[a].thread.state.BlockedOnReply? && !s.objects[a].thread.state.BlockedOnReply?)
    requires !t.objects[a].thread.state.BlockedOnReply? || s.objects[a].thread.state.BlockedOnReply?
    requires s.objects[a].thread.state == t.objects[a].thread.state
             || (WaitsAt(s.objects[a].thread.state).None? && WaitsAt(t.objects[a].thread.state).None?)
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      assert Mutual(t) by { reveal Mutual(); }
      assert Queued(t) by { reveal Queued(); }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); assert Ref(t.objects[a], ThreadReply) == Ref(s.objects[a], ThreadReply); }
    }
  }

  /// Changes the time of a scheduling context.
  function AlterContext(s: State, a: Address, change: ContextObject): (t: State)
    ensures Keeps(s, t)
  {
    if a !in s.objects || !s.objects[a].SchedContext? then s
    else
      var kept := s.objects[a].schedule;
      var t := SetObject(s, a, SchedContext(change.(bits := kept.bits, thread := kept.thread, reply := kept.reply,
        notification := kept.notification, yieldFrom := kept.yieldFrom)));
      OtherKeeps(s, t, a);
      t
  }

  /// Changes the pending signals of a notification that nobody waits for; None for none.
  function SetSignals(s: State, a: Address, badge: Option<nat>): (t: State)
    ensures Keeps(s, t)
  {
    if a !in s.objects || !s.objects[a].Notification? || s.objects[a].signals.Waiting? then s
    else
      var t := SetObject(s, a, s.objects[a].(signals := if badge.Some? then Active(badge.value) else NoSignal));
      OtherKeeps(s, t, a);
      t
  }

  lemma OtherKeeps(s: State, t: State, a: Address)
    requires a in s.objects && a in t.objects && !s.objects[a].Thread? && t == s.(objects := s.objects[a := t.objects[a]])
    requires forall p :: Ref(t.objects[a], p) == Ref(s.objects[a], p)
    requires Waiters(t.objects[a]) == [] && Waiters(s.objects[a]) == [] && !t.objects[a].Thread? && !t.objects[a].Endpoint?
    requires t.objects[a].Notification? ==> !t.objects[a].signals.Waiting?
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      assert Mutual(t) by { reveal Mutual(); }
      assert Queued(t) by { reveal Queued(); }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); }
    }
  }

  // Names

  /// Sets one port.
  function SetRef(s: State, a: Address, p: Port, name: Option<Address>): (t: State)
    ensures Same(s, t)
    ensures t.processor == s.processor && t.objects.Keys == s.objects.Keys
    ensures forall b :: b in s.objects ==> t.objects[b] == if b == a then WithRef(s.objects[b], p, name) else s.objects[b]
  {
    if a in s.objects then SetObject(s, a, WithRef(s.objects[a], p, name)) else s
  }

  /// Ends a connection, on both sides. A thread whose wait for a reply loses the reply object stops.
  function Unlink(s: State, a: Address, p: Port): (t: State)
    ensures Keeps(s, t)
    ensures RefAt(t, a, p) == None || !Consistent(s)
  {
    match RefAt(s, a, p)
    case None => s
    case Some(b) =>
      var u := if p == ThreadReply then Stop(s, a) else if p == ReplyCaller then Stop(s, b) else s;
      var t := SetRef(SetRef(u, a, p, None), b, Dual(p), None);
      UnlinkKeeps(s, u, t, a, p, b);
      t
  }

  /// A thread that waits for a reply stops waiting.
  function Stop(s: State, a: Address): (t: State)
    ensures Same(s, t) && t.processor == s.processor && t.objects.Keys == s.objects.Keys
    ensures forall b :: b in s.objects && b != a ==> t.objects[b] == s.objects[b]
    ensures a in s.objects && !(s.objects[a].Thread? && s.objects[a].thread.state.BlockedOnReply?) ==> t == s
    ensures IsThread(s, a) && s.objects[a].thread.state.BlockedOnReply? ==>
      t.objects[a] == Thread(s.objects[a].thread.(state := Inactive))
  {
    if IsThread(s, a) && s.objects[a].thread.state.BlockedOnReply? then
      SetObject(s, a, Thread(s.objects[a].thread.(state := Inactive)))
    else s
  }

  lemma UnlinkKeeps(s: State, u: State, t: State, a: Address, p: Port, b: Address)
    requires RefAt(s, a, p) == Some(b)
    requires u == if p == ThreadReply then Stop(s, a) else if p == ReplyCaller then Stop(s, b) else s
    requires t == SetRef(SetRef(u, a, p, None), b, Dual(p), None)
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      StopQueues(s, a);
      StopQueues(s, b);
      SetRefQueues(u, a, p, None);
      SetRefQueues(SetRef(u, a, p, None), b, Dual(p), None);
      UnlinkMutual(s, u, t, a, p, b);
      UnlinkAnswerable(s, u, t, a, p, b);
    }
  }

  /// Names are of no concern to queues.
  lemma SetRefQueues(s: State, a: Address, p: Port, name: Option<Address>)
    ensures Queued(s) ==> Queued(SetRef(s, a, p, name))
    ensures Scheduled(s) ==> Scheduled(SetRef(s, a, p, name))
  {
    hide Ref;
    hide WithRef;
    var t := SetRef(s, a, p, name);
    assert forall c :: c in s.objects ==> Waiters(t.objects[c]) == Waiters(s.objects[c]);
    assert forall c :: c in s.objects ==> (t.objects[c].Thread? <==> s.objects[c].Thread?);
    assert forall c :: c in s.objects && s.objects[c].Thread? ==>
      t.objects[c].thread.state == s.objects[c].thread.state && SameQueueing(s.objects[c].thread, t.objects[c].thread);
    if Queued(s) { assert Queued(t) by { reveal Queued(); } }
    if Scheduled(s) { assert Scheduled(t) by { reveal Scheduled(); } }
  }

  lemma StopQueues(s: State, a: Address)
    ensures Queued(s) ==> Queued(Stop(s, a))
    ensures Scheduled(s) ==> Scheduled(Stop(s, a))
  {
    if Queued(s) { assert Queued(Stop(s, a)) by { reveal Queued(); } }
    if Scheduled(s) { assert Scheduled(Stop(s, a)) by { reveal Scheduled(); } }
  }

  /// Stopping a thread changes no name.
  lemma StopRef(s: State, a: Address, c: Address, q: Port)
    requires c in s.objects
    ensures c in Stop(s, a).objects && Ref(Stop(s, a).objects[c], q) == Ref(s.objects[c], q)
  {
  }

  /// What names something has the port for it.
  lemma HasPorts(o: Object, p: Port)
    ensures Ref(o, p).Some? ==> HasPort(o, p)
  {
  }

  lemma UnlinkMutual(s: State, u: State, t: State, a: Address, p: Port, b: Address)
    requires RefAt(s, a, p) == Some(b) && Mutual(s)
    requires u == if p == ThreadReply then Stop(s, a) else if p == ReplyCaller then Stop(s, b) else s
    requires t == SetRef(SetRef(u, a, p, None), b, Dual(p), None)
    ensures Mutual(t) && b in s.objects && Ref(s.objects[b], Dual(p)) == Some(a)
  {
    forall c, q | c in s.objects
      ensures Ref(u.objects[c], q) == Ref(s.objects[c], q)
    {
      StopRef(s, a, c, q);
      StopRef(s, b, c, q);
    }
    HasPorts(s.objects[a], p);
    reveal Mutual();
    hide Ref;
    hide WithRef;
    assert Dual(Dual(p)) == p;
    forall c, q | c in t.objects && Ref(t.objects[c], q).Some?
      ensures var d := Ref(t.objects[c], q).value; d in t.objects && Ref(t.objects[d], Dual(q)) == Some(c)
    {
      assert Ref(s.objects[c], q) == Ref(t.objects[c], q);
      var d := Ref(t.objects[c], q).value;
      assert Dual(Dual(q)) == q;
      assert Ref(s.objects[d], Dual(q)) == Some(c);
    }
  }

  lemma UnlinkAnswerable(s: State, u: State, t: State, a: Address, p: Port, b: Address)
    requires RefAt(s, a, p) == Some(b) && Mutual(s) && Answerable(s)
    requires b in s.objects && Ref(s.objects[b], Dual(p)) == Some(a)
    requires u == if p == ThreadReply then Stop(s, a) else if p == ReplyCaller then Stop(s, b) else s
    requires t == SetRef(SetRef(u, a, p, None), b, Dual(p), None)
    ensures Answerable(t)
  {
    reveal Answerable();
    forall c | IsThread(t, c)
      ensures t.objects[c].thread.state.BlockedOnReply? ==> t.objects[c].thread.reply.Some?
      ensures t.objects[c].thread.reply.Some? ==>
        t.objects[c].thread.state.BlockedOnReply? || t.objects[c].thread.state.BlockedOnReceive?
    {
      assert IsThread(s, c);
      assert Ref(t.objects[c], ThreadReply) == t.objects[c].thread.reply;
      assert Ref(s.objects[c], ThreadReply) == s.objects[c].thread.reply;
    }
  }

  /// Connects two objects that are connected to nothing else in this way, if they have the ports. Not for reply objects and their
  /// callers, whose connection goes with the caller's state (Attach, AwaitReply).
  function Link(s: State, a: Address, p: Port, b: Address): (t: State)
    ensures Keeps(s, t)
  {
    if a !in s.objects || b !in s.objects || !HasPort(s.objects[a], p) || !HasPort(s.objects[b], Dual(p))
       || p == ThreadReply || p == ReplyCaller then s
    else
      var u := Unlink(Unlink(s, a, p), b, Dual(p));
      Ports(s, u, a, p);
      Ports(s, u, b, Dual(p));
      var t := SetRef(SetRef(u, a, p, Some(b)), b, Dual(p), Some(a));
      LinkKeeps(s, u, t, a, p, b);
      t
  }

  /// Objects of one kind have the same ports.
  lemma Ports(s: State, u: State, a: Address, p: Port)
    requires Kinds(s.objects) == Kinds(u.objects) && a in s.objects
    ensures a in u.objects && (HasPort(u.objects[a], p) <==> HasPort(s.objects[a], p))
  {
    reveal Kinds();
    assert a in Kinds(s.objects) && Kinds(s.objects)[a] == Kinds(u.objects)[a];
  }

  lemma LinkKeeps(s: State, u: State, t: State, a: Address, p: Port, b: Address)
    requires Keeps(s, u) && a in u.objects && b in u.objects && HasPort(u.objects[a], p) && HasPort(u.objects[b], Dual(p))
    requires p != ThreadReply && p != ReplyCaller
    requires Consistent(s) ==> Consistent(u) && RefAt(u, b, Dual(p)) == None
    requires u == Unlink(Unlink(s, a, p), b, Dual(p))
    requires t == SetRef(SetRef(u, a, p, Some(b)), b, Dual(p), Some(a))
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      assert RefAt(u, a, p) == None by { Unlinked(Unlink(s, a, p), b, Dual(p), a, p); }
      SetRefQueues(u, a, p, Some(b));
      SetRefQueues(SetRef(u, a, p, Some(b)), b, Dual(p), Some(a));
      LinkMutual(u, t, a, p, b);
      LinkAnswerable(u, t, a, p, b);
    }
  }

  lemma LinkMutual(u: State, t: State, a: Address, p: Port, b: Address)
    requires Mutual(u) && a in u.objects && b in u.objects && HasPort(u.objects[a], p) && HasPort(u.objects[b], Dual(p))
    requires RefAt(u, b, Dual(p)) == None && RefAt(u, a, p) == None
    requires t == SetRef(SetRef(u, a, p, Some(b)), b, Dual(p), Some(a))
    ensures Mutual(t)
  {
    hide Ref;
    hide WithRef;
    reveal Mutual();
    assert Dual(Dual(p)) == p && Dual(p) != p;
    forall c, q | c in t.objects && Ref(t.objects[c], q).Some?
      ensures var d := Ref(t.objects[c], q).value; d in t.objects && Ref(t.objects[d], Dual(q)) == Some(c)
    {
      assert Dual(Dual(q)) == q;
      if !((c == a && q == p) || (c == b && q == Dual(p))) {
        assert Ref(u.objects[c], q) == Ref(t.objects[c], q);
        var d := Ref(u.objects[c], q).value;
        assert Ref(u.objects[d], Dual(q)) == Some(c);
      }
    }
  }

  lemma LinkAnswerable(u: State, t: State, a: Address, p: Port, b: Address)
    requires Answerable(u) && a in u.objects && b in u.objects && p != ThreadReply && p != ReplyCaller
    requires t == SetRef(SetRef(u, a, p, Some(b)), b, Dual(p), Some(a))
    ensures Answerable(t)
  {
    reveal Answerable();
    forall c | IsThread(t, c)
      ensures t.objects[c].thread.reply == u.objects[c].thread.reply && t.objects[c].thread.state == u.objects[c].thread.state
    {
      assert Ref(t.objects[c], ThreadReply) == t.objects[c].thread.reply;
      assert Ref(u.objects[c], ThreadReply) == u.objects[c].thread.reply;
    }
  }

  /// Ending one connection makes no other.
  lemma Unlinked(s: State, a: Address, p: Port, b: Address, q: Port)
    requires RefAt(s, b, q) == None && b in s.objects
    ensures RefAt(Unlink(s, a, p), b, q) == None
  {
  }
}
