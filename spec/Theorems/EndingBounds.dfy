// SPDX-License-Identifier: BSD-2-Clause
include "ObjectBounds.dfy"
include "Revocation.dfy"

/// Mappings that go, and the end of objects, stay within a policy and within reach.
module EndingBounds {
  import opened State
  import opened CapabilityRules
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Endings
  import opened Memory
  import opened Finalisation
  import opened Revocation
  import opened Policies
  import opened Bounds
  import opened ObjectBounds

  // Memory

  lemma SetEntryIn(b: Objects, s: State, r: Region, table: Address, index: nat, entry: Option<Entry>)
    requires Bound(b, s.objects, r)
    requires entry.Some? ==> table in r.objects && (entry.value.TableEntry? ==> entry.value.table in r.objects)
    requires table in r.objects || (EntryAt(s, table, index).Some? ==> TargetOf(EntryAt(s, table, index).value) in r.objects)
    ensures Bound(b, SetEntry(s, table, index, entry).objects, r)
  {
    if table in s.objects && s.objects[table].Table? {
      var t := SetEntry(s, table, index, entry);
      FitsAt(b, s.objects, r, table);
      assert Fits(r, table, t.objects[table]) by { reveal Fits(); }
      assert Allowed(r, table, s.objects[table], t.objects[table]) by { reveal Allowed(); }
      SetIn(b, s.objects, r, table, t.objects[table]);
    }
  }

  lemma SetSpacesIn(b: Objects, s: State, r: Region, pool: Address, spaces: map<nat, Address>)
    requires Bound(b, s.objects, r)
    requires pool in s.objects && s.objects[pool].AsidPool? ==>
      pool in r.objects || SameBut(r.objects, s.objects[pool], AsidPool(spaces))
    ensures Bound(b, SetSpaces(s, pool, spaces).objects, r)
  {
    if pool in s.objects && s.objects[pool].AsidPool? {
      FitsAt(b, s.objects, r, pool);
      assert Fits(r, pool, AsidPool(spaces)) by { reveal Fits(); }
      assert Allowed(r, pool, s.objects[pool], AsidPool(spaces)) by { reveal Allowed(); }
      SetIn(b, s.objects, r, pool, AsidPool(spaces));
    }
  }

  /// The tables of an address space in reach are in reach.
  lemma FindIn(b: Objects, s: State, r: Region, table: Address, address: nat, level: nat, shift: nat)
    requires Bound(b, s.objects, r) && table in r.objects
    ensures var place := Find(s, table, address, level, shift);
      place.Reached? ==> place.table in r.objects
    decreases level
  {
    if level > shift {
      match EntryAt(s, table, IndexAt(address, level))
      case Some(TableEntry(next)) =>
        FitsAt(b, s.objects, r, table);
        FindIn(b, s, r, next, address, if level >= 9 then level - 9 else 0, shift);
      case _ =>
    }
  }

  lemma UnmapFrameIn(b: Objects, s: State, r: Region, cap: Cap)
    requires Bound(b, s.objects, r) && cap.FrameCap? && cap.address in r.objects
    ensures Bound(b, UnmapFrame(s, cap).objects, r)
  {
    match cap.mapped
    case None =>
    case Some(mapping) =>
      match FindRoot(s, mapping.asid)
      case None =>
      case Some(root) =>
        match Find(s, root, mapping.address, RootShift, cap.bits)
        case Missing(_) =>
        case Reached(table, index) =>
          if IsFrame(EntryAt(s, table, index), cap) { SetEntryIn(b, s, r, table, index, None); }
  }

  lemma UnmapTableIn(b: Objects, s: State, r: Region, cap: Cap)
    requires Bound(b, s.objects, r) && cap.TableCap? && cap.address in r.objects
    ensures Bound(b, UnmapTable(s, cap).objects, r)
  {
    match cap.mapped
    case None =>
    case Some(mapping) =>
      if cap.level == Pml4 {
        ReleaseAsidIn(b, s, r, mapping.asid, cap.address);
      } else {
        match FindRoot(s, mapping.asid)
        case None =>
        case Some(root) =>
          match Find(s, root, mapping.address, RootShift, ShiftOf(cap.level))
          case Missing(_) =>
          case Reached(table, index) =>
            if EntryAt(s, table, index) == Some(TableEntry(cap.address)) { SetEntryIn(b, s, r, table, index, None); }
      }
  }

  lemma ReleaseAsidIn(b: Objects, s: State, r: Region, asid: nat, root: Address)
    requires Bound(b, s.objects, r) && root in r.objects
    ensures Bound(b, ReleaseAsid(s, asid, root).objects, r)
  {
    if FindRoot(s, asid) == Some(root) {
      var pool := s.asidPools[asid - asid % PoolSize];
      SetSpacesIn(b, s, r, pool, s.objects[pool].spaces - {asid % PoolSize});
    }
  }

  lemma ReleaseMemoryIn(b: Objects, s: State, r: Region, cap: Cap)
    requires Bound(b, s.objects, r) && (NamesObject(cap) ==> cap.address in r.objects)
    ensures Bound(b, ReleaseMemory(s, cap).objects, r)
    ensures Bound(b, Memory.Detach(s, cap).objects, r)
  {
    if cap.FrameCap? { UnmapFrameIn(b, s, r, cap); }
    if cap.TableCap? { UnmapTableIn(b, s, r, cap); }
  }

  // The end of objects

  /// What a capability names that a subject may have is in reach.
  lemma HeldIn(r: Region, y: Subject, cap: Cap)
    requires Covers(r) && Mine(r, y) && Covered(r.policy, y, cap) && NamesObject(cap)
    ensures cap.address in r.objects
    ensures cap.ZombieCap? || cap.SchedContextCap? || cap.ThreadCap? || cap.CNodeCap? ==> Mine(r, r.policy.owner(cap.address))
  {
    reveal Covers();
  }

  lemma ReleaseIn(b: Objects, s: State, r: Region, y: Subject, cap: Cap)
    requires Bound(b, s.objects, r) && Covers(r) && Mine(r, y) && Covered(r.policy, y, cap)
    ensures Bound(b, Finalisation.Release(s, cap).objects, r)
  {
    if NamesObject(cap) { HeldIn(r, y, cap); }
    match cap
    case EndpointCap(address, _, _, _, _, _) =>
      WaitersIn(b, s, r, address);
      var queue := QueueAt(s, address);
      if queue.Sending? { UnblockAllIn(b, s, r, queue.senders); }
      if queue.Receiving? { UnblockAllIn(b, s, r, queue.receivers); }
    case NotificationCap(address, _, _, _) => DestroyNotificationIn(b, s, r, address);
    case ReplyCap(address, _) => DestroyReplyIn(b, s, r, address);
    case ThreadCap(address) => DestroyIn(b, s, r, address);
    case SchedContextCap(address, _) => ContextDestroyIn(b, s, r, address);
    case _ => ReleaseMemoryIn(b, s, r, cap);
  }

  /// What is out of reach does not know of an object in reach.
  lemma ClearedOutside(b: Objects, s: State, r: Region, a: Address, c: Address)
    requires Bound(b, s.objects, r) && Consistent(s) && a in r.objects && c !in r.objects && c in s.objects
    ensures Cleared(s, s.objects[c], a) == s.objects[c]
  {
    var o := s.objects[c];
    forall p
      ensures Ref(o, p) != Some(a)
    {
      if Ref(o, p) == Some(a) {
        assert a in s.objects && Ref(s.objects[a], Dual(p)) == Some(c) by { reveal Mutual(); }
        FitsAt(b, s.objects, r, a);
      }
    }
    assert a !in Waiters(o) && !(o.Thread? && WaitsAt(o.thread.state) == Some(a)) by {
      if a in s.objects { FitsAt(b, s.objects, r, a); }
      reveal Queued();
    }
    assert o.Endpoint? || o.Notification? ==> WithWaiters(o, Waiters(o)) == o by { reveal Queued(); }
    match o
    case Thread(it) =>
      assert Ref(o, ThreadReply) == it.reply && Ref(o, ThreadContext) == it.context;
      assert Ref(o, ThreadYieldTo) == it.yieldTo && Ref(o, ThreadNotification) == it.notification;
    case Reply(caller, previous, next, head) =>
      assert Ref(o, ReplyCaller) == caller && Ref(o, ReplyPrevious) == previous && Ref(o, ReplyNext) == next && Ref(o, ReplyHead) == head;
      if WaitsFor(s, caller, a) { CallerInReach(b, s, r, a, c); }
    case SchedContext(it) =>
      assert Ref(o, ContextThread) == it.thread && Ref(o, ContextReply) == it.reply;
      assert Ref(o, ContextNotification) == it.notification && Ref(o, ContextYieldFrom) == it.yieldFrom;
    case Notification(_, bound, context) =>
      assert Ref(o, NotificationThread) == bound && Ref(o, NotificationContext) == context;
    case _ =>
  }

  /// Neither does a reply object whose caller waits at it.
  lemma CallerInReach(b: Objects, s: State, r: Region, a: Address, c: Address)
    requires Bound(b, s.objects, r) && Consistent(s) && a in r.objects && c in s.objects && s.objects[c].Reply?
    requires WaitsFor(s, s.objects[c].caller, a)
    ensures c in r.objects
  {
    var caller := s.objects[c].caller.value;
    assert Ref(s.objects[c], ReplyCaller) == Some(caller);
    assert caller in s.objects && Ref(s.objects[caller], ThreadReply) == Some(c) by { reveal Mutual(); }
    assert a in s.objects && caller in Waiters(s.objects[a]) by { reveal Queued(); }
    FitsAt(b, s.objects, r, a);
    FitsAt(b, s.objects, r, caller);
  }

  lemma ClearedFits(s: State, r: Region, a: Address, c: Address, o: Object)
    requires Fits(r, c, o)
    ensures Fits(r, c, Cleared(s, o, a))
    ensures Respected(o, Cleared(s, o, a))
  {
    reveal Fits();
    var n := Cleared(s, o, a);
    forall p | Ref(n, p).Some?
      ensures Ref(n, p) == Ref(o, p)
    {
      ClearedRef(s, o, a, p);
    }
    assert forall x :: x in Waiters(n) ==> x in Waiters(o);
  }

  lemma ForgetIn(b: Objects, s: State, r: Region, a: Address)
    requires Bound(b, s.objects, r) && Consistent(s) && a in r.objects
    ensures Bound(b, Forget(s, a).objects, r)
  {
    var t := Forget(s, a);
    forall c | c in t.objects
      ensures Fits(r, c, t.objects[c]) && (c in b ==> Allowed(r, c, b[c], t.objects[c]))
    {
      assert t.objects[c] == Cleared(s, s.objects[c], a);
      assert Fits(r, c, s.objects[c]) && (c in b ==> Allowed(r, c, b[c], s.objects[c])) by { reveal Bound(); }
      ClearedFits(s, r, a, c, s.objects[c]);
      if c !in r.objects { ClearedOutside(b, s, r, a, c); }
      assert Allowed(r, c, s.objects[c], t.objects[c]) by { reveal Allowed(); }
      if c in b { AllowedTransitive(r, c, b[c], s.objects[c], t.objects[c]); }
    }
    assert Bound(b, t.objects, r) by { reveal Bound(); }
  }
}
