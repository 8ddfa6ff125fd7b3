// SPDX-License-Identifier: BSD-2-Clause
include "EndingBounds.dfy"

/// Delete and Revoke stay within a policy: they take away capabilities of the subject and those that it may take back, and end
/// objects in reach.
module DeletionBounds {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Finalisation
  import opened Deletion
  import opened Forest
  import opened Invariants
  import opened Placement
  import opened Removal
  import opened Revocation
  import opened Policies
  import opened Bounds
  import opened EndingBounds

  // Slots

  /// Whether slots have come from others by changes that a step may make, and keep to the policy.
  opaque ghost predicate CapsBound(b: map<Slot, Cap>, n: map<Slot, Cap>, r: Region) {
    CapsWithin(r.policy, n) && SlotsChanged(r, b, n)
  }

  /// A state on the way of a step that began in another one.
  ghost predicate Good(b: State, s: State, r: Region) {
    && Inv(s)
    && Bound(b.objects, s.objects, r)
    && CapsBound(b.caps, s.caps, r)
    && TreeWithin(r.policy, s.tree)
    && HandlersIn(r, s.caps)
    && IrqsChanged(r, b.irqs, s.irqs)
    && TablesChanged(r, b, s)
  }

  ghost predicate Sound(r: Region) {
    WellFormed(r.policy) && Covers(r)
  }

  lemma GoodKept(b: State, s: State, t: State, r: Region)
    requires Good(b, s, r) && Keeps(s, t) && Bound(b.objects, t.objects, r)
    ensures Good(b, t, r)
  {
    KeepsInv(s, t);
  }

  /// The same, with address spaces or ports taken or freed.
  lemma GoodTables(b: State, s: State, t: State, r: Region)
    requires Good(b, s, r) && KeepsObjects(s, t) && Bound(b.objects, t.objects, r) && TablesChanged(r, s, t)
    ensures Good(b, t, r)
  {
    KeepsInv(s, t);
  }

  lemma CoveredAt(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && x in s.caps
    ensures Covered(r.policy, OwnerOf(r.policy, x), s.caps[x])
  {
    reveal CapsBound(), CapsWithin();
  }

  /// Capabilities that a step may put where they are.
  lemma CapsMore(b: map<Slot, Cap>, m: map<Slot, Cap>, n: map<Slot, Cap>, r: Region)
    requires CapsBound(b, m, r) && Covers(r) && HandlersIn(r, m)
    requires forall x :: x in n && CapAt(n, x) != CapAt(m, x) ==>
      Covered(r.policy, OwnerOf(r.policy, x), n[x])
      && (OwnerOf(r.policy, x) == r.subject
          || (Mine(r, OwnerOf(r.policy, x)) && (n[x].ZombieCap? || Had(r.policy, m, OwnerOf(r.policy, x), n[x]))))
    requires forall x :: x in m && x !in n ==> Mine(r, OwnerOf(r.policy, x))
    ensures CapsBound(b, n, r) && HandlersIn(r, n)
  {
    reveal CapsBound(), CapsWithin(), SlotsChanged();
    assert CapsWithin(r.policy, n);
    forall x
      ensures var y := OwnerOf(r.policy, x);
        && (!Mine(r, y) ==> CapAt(n, x) == CapAt(b, x))
        && (y != r.subject && x in n ==> n[x].ZombieCap? || Had(r.policy, b, y, n[x]))
    {
      var y := OwnerOf(r.policy, x);
      if y != r.subject && x in n && !n[x].ZombieCap? {
        if CapAt(n, x) != CapAt(m, x) {
          var z :| z in m && OwnerOf(r.policy, z) == y && m[z] == n[x];
          assert Had(r.policy, b, y, m[z]);
        }
      }
    }
    HandlersStay(m, n, r);
  }

  lemma HandlersStay(m: map<Slot, Cap>, n: map<Slot, Cap>, r: Region)
    requires CapsWithin(r.policy, n) && Covers(r) && HandlersIn(r, m)
    requires forall x :: !Mine(r, OwnerOf(r.policy, x)) ==> CapAt(m, x) == CapAt(n, x)
    ensures HandlersIn(r, n)
  {
    reveal HandlersIn(), CapsWithin();
    forall a: Address | a in r.objects && Slot(a, TimeoutHandler) in n && n[Slot(a, TimeoutHandler)].EndpointCap?
      ensures n[Slot(a, TimeoutHandler)].address in r.objects
    {
      var x := Slot(a, TimeoutHandler);
      if Mine(r, OwnerOf(r.policy, x)) { HeldIn(r, OwnerOf(r.policy, x), n[x]); }
      else { assert CapAt(m, x) == CapAt(n, x); }
    }
  }

  /// With fewer capabilities there is nothing new below anything.
  lemma TreeFewer(s: State, t: State, p: Policy)
    requires Linked(s) && Linked(t) && SameOrder(s, t) && TreeWithin(p, s.tree)
    requires forall x :: x in t.caps ==> x in s.caps
    ensures TreeWithin(p, t.tree)
  {
    reveal TreeWithin();
    forall x, y | Below(t.tree, x, y)
      ensures MayRevoke(p, x, y)
    {
      Strict(t.tree, x, y);
      assert x in t.caps && y in t.caps by { reveal Linked(); }
    }
  }

  // Deletion

  lemma DeleteOneObjects(b: State, s: State, r: Region, irq: nat)
    requires Good(b, s, r) && Sound(r) && Mine(r, r.policy.irqOwner(irq))
    ensures Bound(b.objects, DeleteOne(s, IrqSlot(irq)).objects, r)
  {
    var x := IrqSlot(irq);
    if x in s.caps && IsFinal(s, x) {
      var cap := s.caps[x];
      CoveredAt(b, s, r, x);
      ReleaseIn(b.objects, s, r, r.policy.irqOwner(irq), cap);
      if NamesObject(cap) {
        HeldIn(r, r.policy.irqOwner(irq), cap);
        ForgetIn(b.objects, Finalisation.Release(s, cap), r, cap.address);
      }
    }
  }

  lemma DeleteOneGood(b: State, s: State, r: Region, irq: nat)
    requires Good(b, s, r) && Sound(r) && Mine(r, r.policy.irqOwner(irq))
    ensures Good(b, DeleteOne(s, IrqSlot(irq)), r)
  {
    DeleteOneKeeps(s, irq);
    DeleteOneTables(s, irq);
    DeleteOneObjects(b, s, r, irq);
    var t := DeleteOne(s, IrqSlot(irq));
    CapsMore(b.caps, s.caps, t.caps, r);
    TreeFewer(s, t, r.policy);
  }

  lemma FinaliseObjects(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && Sound(r) && Mine(r, OwnerOf(r.policy, x))
    ensures Bound(b.objects, FinaliseSlot(s, x).objects, r)
  {
    if x in s.caps {
      var cap := s.caps[x];
      var y := OwnerOf(r.policy, x);
      CoveredAt(b, s, r, x);
      if NamesObject(cap) { HeldIn(r, y, cap); }
      if cap.ZombieCap? {
        ForgetIn(b.objects, s, r, cap.address);
      } else if !IsFinal(s, x) {
        ReleaseMemoryIn(b.objects, s, r, cap);
      } else if cap.IrqHandlerCap? {
        DeleteOneObjects(b, s, r, cap.irq);
      } else {
        ReleaseIn(b.objects, s, r, y, cap);
        if NamesObject(cap) { ForgetIn(b.objects, Finalisation.Release(s, cap), r, cap.address); }
      }
    }
  }

  /// The kernel's own slot of an interrupt is the only one that is emptied besides the slot itself.
  lemma FinaliseSlots(s: State, x: Slot)
    requires Inv(s)
    ensures forall y :: y in s.caps && y != x && y !in FinaliseSlot(s, x).caps ==>
      x in s.caps && s.caps[x].IrqHandlerCap? && y == IrqSlot(s.caps[x].irq)
  {
    FinaliseSlotKeeps(s, x);
    if x in s.caps {
      var cap := s.caps[x];
      RemoveParts(s, x);
      if !cap.ZombieCap? && IsFinal(s, x) {
        DestroyKeeps(s, x);
        var t := Finalisation.Destroy(s, cap);
        if ZombieOf(cap).None? { RemoveParts(t, x); }
      }
    }
  }

  /// Only the last capability of a pool or range of ports frees address spaces or ports.
  lemma FinaliseTables(s: State, r: Region, x: Slot)
    requires Inv(s) && Covers(r) && Mine(r, OwnerOf(r.policy, x))
    requires x in s.caps ==> Covered(r.policy, OwnerOf(r.policy, x), s.caps[x])
    ensures TablesChanged(r, s, FinaliseSlot(s, x))
  {
    if x in s.caps {
      var cap := s.caps[x];
      if NamesObject(cap) { HeldIn(r, OwnerOf(r.policy, x), cap); }
      if cap.IrqHandlerCap? { DeleteOneTables(s, cap.irq); }
    }
  }

  lemma DeleteOneTables(s: State, irq: nat)
    requires Inv(s)
    ensures var t := DeleteOne(s, IrqSlot(irq));
      t.asidPools == s.asidPools && t.ports == s.ports
  {
    if IrqSlot(irq) in s.caps { assert s.caps[IrqSlot(irq)].NotificationCap? by { reveal Signalling(); } }
  }

  lemma FinaliseGood(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && Sound(r) && Mine(r, OwnerOf(r.policy, x))
    ensures Good(b, FinaliseSlot(s, x), r)
  {
    FinaliseObjects(b, s, r, x);
    FinaliseSlotKeeps(s, x);
    FinaliseSlots(s, x);
    var t := FinaliseSlot(s, x);
    if x in s.caps {
      CoveredAt(b, s, r, x);
      if s.caps[x].IrqHandlerCap? { DeleteOneKeeps(s, s.caps[x].irq); }
    }
    FinaliseTables(s, r, x);
    CapsMore(b.caps, s.caps, t.caps, r);
    TreeFewer(s, t, r.policy);
  }

  lemma SwapGood(b: State, s: State, r: Region, x: Slot, y: Slot)
    requires Good(b, s, r) && Sound(r) && Inv(Swap(s, x, y)) && x != y
    requires OwnerOf(r.policy, x) == OwnerOf(r.policy, y) && Mine(r, OwnerOf(r.policy, x))
    ensures Good(b, Swap(s, x, y), r)
  {
    var t := Swap(s, x, y);
    SwapParts(s, x, y);
    if x in s.caps { CoveredAt(b, s, r, x); }
    if y in s.caps { CoveredAt(b, s, r, y); }
    CapsMore(b.caps, s.caps, t.caps, r);
    assert TreeWithin(r.policy, t.tree) by {
      reveal TreeWithin();
      forall c, d | Below(t.tree, c, d)
        ensures MayRevoke(r.policy, c, d)
      {
        Strict(t.tree, c, d);
        assert c in t.caps && d in t.caps by { reveal Linked(); }
        assert Below(s.tree, Exchanged(c, x, y), Exchanged(d, x, y));
      }
    }
  }

  lemma StoreGood(b: State, s: State, r: Region, x: Slot, cap: Cap)
    requires Good(b, s, r) && Sound(r) && Inv(Store(s, x, cap))
    requires Covered(r.policy, OwnerOf(r.policy, x), cap)
    requires OwnerOf(r.policy, x) == r.subject || (Mine(r, OwnerOf(r.policy, x)) && cap.ZombieCap?)
    ensures Good(b, Store(s, x, cap), r)
  {
    CapsMore(b.caps, s.caps, Store(s, x, cap).caps, r);
  }

  lemma RemoveZombieGood(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && Sound(r) && Mine(r, OwnerOf(r.policy, x))
    requires x in s.caps && s.caps[x].ZombieCap? && Inv(Remove(Drop(s, s.caps[x]), x))
    ensures Good(b, Remove(Drop(s, s.caps[x]), x), r)
  {
    var t := Remove(Drop(s, s.caps[x]), x);
    RemoveParts(s, x);
    CoveredAt(b, s, r, x);
    HeldIn(r, OwnerOf(r.policy, x), s.caps[x]);
    ForgetIn(b.objects, s, r, s.caps[x].address);
    assert t.caps == Remove(s, x).caps && t.tree == Remove(s, x).tree;
    CapsMore(b.caps, s.caps, t.caps, r);
    TreeFewer(s, t, r.policy);
  }

  lemma DeletionStepGood(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && Sound(r) && Mine(r, OwnerOf(r.policy, x)) && x in s.caps
    ensures Good(b, Deletion.Step(s, x), r)
  {
    StepKeeps(s, x);
    reveal Step();
    var t := FinaliseSlot(s, x);
    FinaliseGood(b, s, r, x);
    if x in t.caps && t.caps[x].ZombieCap? && t.caps[x].remaining > 0 {
      var zombie := t.caps[x];
      var first := Slot(zombie.address, 0);
      var last := Slot(zombie.address, zombie.remaining - 1);
      CoveredAt(b, t, r, x);
      if last == x {
        if zombie.remaining == 1 { RemoveZombieGood(b, t, r, x); } else { SwapGood(b, t, r, x, first); }
      } else {
        var u := FinaliseSlot(t, last);
        FinaliseGood(b, t, r, last);
        if last in u.caps && u.caps[last].ZombieCap? {
          CoveredAt(b, u, r, last);
          assert last != Slot(u.caps[last].address, 0) by { LastElsewhere(s, t, u, x); }
          SwapGood(b, u, r, last, Slot(u.caps[last].address, 0));
        } else {
          StoreGood(b, u, r, x, zombie.(remaining := zombie.remaining - 1));
        }
      }
    }
  }

  /// A zombie in a container that another zombie stands for stands for another container.
  lemma LastElsewhere(s: State, t: State, u: State, x: Slot)
    requires Inv(s) && x in s.caps && t == FinaliseSlot(s, x) && Inv(t)
    requires x in t.caps && t.caps[x].ZombieCap? && t.caps[x].remaining > 0
    requires var last := Slot(t.caps[x].address, t.caps[x].remaining - 1);
      x != last && u == FinaliseSlot(t, last) && Inv(u) && last in u.caps && u.caps[last].ZombieCap?
    ensures u.caps[Slot(t.caps[x].address, t.caps[x].remaining - 1)].address != t.caps[x].address
  {
    var last := Slot(t.caps[x].address, t.caps[x].remaining - 1);
    FinaliseSlotKeeps(t, last);
    assert x.Slot? by { reveal Signalling(); }
    assert u.caps[x] == t.caps[x];
    ZombieFacts(u, last);
  }

  /// Delete of a slot of the subject's, or one that it may clear.
  lemma DeleteGood(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && Sound(r) && Mine(r, OwnerOf(r.policy, x))
    ensures Good(b, Delete(s, x), r)
    decreases Weight(s.caps), Left(s.caps, x)
  {
    reveal Delete();
    if x in s.caps {
      reveal Progress();
      StepKeeps(s, x);
      DeletionStepGood(b, s, r, x);
      DeleteGood(b, Deletion.Step(s, x), r, x);
    }
  }

  /// Revoke on a slot of the subject's.
  lemma RevokeGood(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && Sound(r) && OwnerOf(r.policy, x) == r.subject
    ensures Good(b, Revoke(s, x), r)
    decreases Weight(s.caps)
  {
    reveal Revoke();
    var i := IndexOf(s.tree, x);
    if i < |s.tree| && HasChildren(s, x) {
      assert In(s.tree, x) && TreeOk(s.tree) by { reveal In(), Linked(); }
      Children(s, x);
      var next := s.tree[i + 1].slot;
      assert MayRevoke(r.policy, x, next) by { reveal TreeWithin(); }
      assert next in s.caps by { reveal Linked(); }
      DeleteKeeps(s, next);
      DeleteGood(b, s, r, next);
      RevokeGood(b, Delete(s, next), r, x);
    }
  }
}
