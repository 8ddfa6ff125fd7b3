// SPDX-License-Identifier: BSD-2-Clause
include "../Objects/WaitQueue.dfy"

/// Threads that are ready to run, by domain and priority, and those that wait for budget. A thread is in at most one queue.
module ReadyQueues {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue

  /// The ready threads of a domain and priority.
  function ReadyAt(p: Processor, key: (nat, nat)): seq<Address> {
    if key in p.ready then p.ready[key] else []
  }

  function WithReady(p: Processor, key: (nat, nat), q: seq<Address>): Processor {
    p.(ready := if q == [] then p.ready - {key} else p.ready[key := q])
  }

  /// Puts a thread that is in no queue before or behind the others of its priority.
  function Insert(s: State, a: Address, atEnd: bool): (t: State)
    ensures Keeps(s, t)
  {
    if !IsThread(s, a) || s.objects[a].thread.place != Unqueued then s
    else
      var key := KeyOf(s.objects[a].thread);
      var q := ReadyAt(s.processor, key);
      var longer := Inserted(q, if atEnd then |q| else 0, a);
      var t := SetObject(s, a, Thread(s.objects[a].thread.(place := InReady))).(processor := WithReady(s.processor, key, longer));
      InsertKeeps(s, t, a, longer);
      t
  }

  function Append(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    Insert(s, a, true)
  }

  function Prepend(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    Insert(s, a, false)
  }

  /// What concerns only the scheduler's queues.
  lemma PlaceKeeps(s: State, t: State, a: Address, place: Place)
    requires IsThread(s, a) && t.objects == s.objects[a := Thread(s.objects[a].thread.(place := place))]
    ensures Mutual(s) ==> Mutual(t)
    ensures Queued(s) ==> Queued(t)
    ensures Answerable(s) ==> Answerable(t)
  {
    assert forall c, p :: c in s.objects ==> Ref(t.objects[c], p) == Ref(s.objects[c], p);
    if Mutual(s) { assert Mutual(t) by { reveal Mutual(); } }
    if Queued(s) { assert Queued(t) by { reveal Queued(); } }
    if Answerable(s) { assert Answerable(t) by { reveal Answerable(); } }
  }

  lemma InsertKeeps(s: State, t: State, a: Address, longer: seq<Address>)
    requires IsThread(s, a) && s.objects[a].thread.place == Unqueued
    requires var q := ReadyAt(s.processor, KeyOf(s.objects[a].thread));
      (forall x :: x in longer <==> x in q || x == a) && (NoRepeat(q) && a !in q ==> NoRepeat(longer)) && longer != []
    requires t.objects == s.objects[a := Thread(s.objects[a].thread.(place := InReady))]
    requires t.processor == WithReady(s.processor, KeyOf(s.objects[a].thread), longer)
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      PlaceKeeps(s, t, a, InReady);
      assert Scheduled(t) by {
        reveal Scheduled();
        assert a !in ReadyAt(s.processor, KeyOf(s.objects[a].thread));
      }
    }
  }

  /// Takes a thread out of its ready queue, if it is in one.
  function Remove(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if !IsThread(s, a) || s.objects[a].thread.place != InReady then s
    else
      var key := KeyOf(s.objects[a].thread);
      var shorter := Without(ReadyAt(s.processor, key), a);
      var t := SetObject(s, a, Thread(s.objects[a].thread.(place := Unqueued))).(processor := WithReady(s.processor, key, shorter));
      RemoveKeeps(s, t, a);
      t
  }

  lemma RemoveKeeps(s: State, t: State, a: Address)
    requires IsThread(s, a) && s.objects[a].thread.place == InReady
    requires t.objects == s.objects[a := Thread(s.objects[a].thread.(place := Unqueued))]
    requires var key := KeyOf(s.objects[a].thread);
      t.processor == WithReady(s.processor, key, Without(ReadyAt(s.processor, key), a))
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      PlaceKeeps(s, t, a, Unqueued);
      assert Scheduled(t) by { reveal Scheduled(); }
    }
  }

  /// Makes a thread that is in no queue wait for budget.
  function InsertRelease(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if !IsThread(s, a) || s.objects[a].thread.place != Unqueued then s
    else
      var longer := Inserted(s.processor.release, |s.processor.release|, a);
      var t := SetObject(s, a, Thread(s.objects[a].thread.(place := InRelease))).(processor := s.processor.(release := longer));
      InsertReleaseKeeps(s, t, a);
      t
  }

  lemma InsertReleaseKeeps(s: State, t: State, a: Address)
    requires IsThread(s, a) && s.objects[a].thread.place == Unqueued
    requires t.objects == s.objects[a := Thread(s.objects[a].thread.(place := InRelease))]
    requires t.processor == s.processor.(release := Inserted(s.processor.release, |s.processor.release|, a))
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      PlaceKeeps(s, t, a, InRelease);
      assert Scheduled(t) by { reveal Scheduled(); }
    }
  }

  /// Takes a thread out of the queue of those that wait for budget, if it is in there.
  function RemoveRelease(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if !IsThread(s, a) || s.objects[a].thread.place != InRelease then s
    else
      var shorter := Without(s.processor.release, a);
      var t := SetObject(s, a, Thread(s.objects[a].thread.(place := Unqueued))).(processor := s.processor.(release := shorter));
      RemoveReleaseKeeps(s, t, a);
      t
  }

  lemma RemoveReleaseKeeps(s: State, t: State, a: Address)
    requires IsThread(s, a) && s.objects[a].thread.place == InRelease
    requires t.objects == s.objects[a := Thread(s.objects[a].thread.(place := Unqueued))]
    requires t.processor == s.processor.(release := Without(s.processor.release, a))
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      PlaceKeeps(s, t, a, Unqueued);
      assert Scheduled(t) by { reveal Scheduled(); }
    }
  }

  /// Changes what decides a thread's place in queues; it is in none of the scheduler's queues afterwards.
  function SetUrgency(s: State, a: Address, domain: nat, priority: nat): (t: State)
    ensures Keeps(s, t)
  {
    var u := Remove(s, a);
    if !IsThread(u, a) || u.objects[a].thread.place == InReady then u
    else
      var t := SetObject(u, a, Thread(u.objects[a].thread.(domain := domain, priority := priority)));
      UrgencyKeeps(u, t, a, domain, priority);
      t
  }

  lemma UrgencyKeeps(u: State, t: State, a: Address, domain: nat, priority: nat)
    requires IsThread(u, a) && u.objects[a].thread.place != InReady
    requires t == u.(objects := u.objects[a := Thread(u.objects[a].thread.(domain := domain, priority := priority))])
    ensures Consistent(u) ==> Consistent(t)
  {
    if Consistent(u) {
      assert Mutual(t) by {
        reveal Mutual();
        assert forall c, p :: c in u.objects ==> Ref(t.objects[c], p) == Ref(u.objects[c], p);
      }
      assert Queued(t) by { reveal Queued(); }
      assert Answerable(t) by { reveal Answerable(); }
      assert Scheduled(t) by { reveal Scheduled(); }
    }
  }

  /// The ready thread of a domain that is the most urgent, None when none is ready.
  function Highest(p: Processor, domain: nat): Option<nat> {
    var priorities := set key | key in p.ready && key.0 == domain :: key.1;
    if priorities == {} then None else Some(MaximumOf(p, domain, 0, 255))
  }

  /// The highest of the priorities up to `top` at which a thread of a domain is ready.
  function MaximumOf(p: Processor, domain: nat, bottom: nat, top: nat): nat
    decreases top
  {
    if (domain, top) in p.ready || top <= bottom then top else MaximumOf(p, domain, bottom, top - 1)
  }
}
