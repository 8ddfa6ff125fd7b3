// SPDX-License-Identifier: BSD-2-Clause
include "MessageBounds.dfy"
include "KernelInvariants.dfy"

/// Invocations of CNodes and Retype stay within a policy.
module CapabilityBounds {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import CNodes
  import opened Untypeds
  import opened ThreadInvocations
  import opened Invariants
  import opened Placement
  import opened CNodeInvariants
  import opened UntypedInvariants
  import Isolation
  import Attenuation
  import opened Policies
  import opened Bounds
  import opened DeletionBounds
  import opened MessageBounds

  ghost predicate OwnedAll(r: Region, slots: seq<Slot>) {
    forall i :: 0 <= i < |slots| ==> OwnerOf(r.policy, slots[i]) == r.subject
  }

  // CNodes

  lemma MoveGood(b: State, s: State, r: Region, cap: Cap, from: Slot, to: Slot)
    requires Good(b, s, r) && Sound(r) && OwnerOf(r.policy, from) == r.subject && OwnerOf(r.policy, to) == r.subject
    requires from in s.caps && to !in s.caps && Open(s, to) && from.Slot? && to.Slot?
    requires Inv(CNodes.Move(s, cap, from, to)) && Covered(r.policy, r.subject, cap)
    ensures Good(b, CNodes.Move(s, cap, from, to), r)
  {
    HeldOpen(s, from);
    SwapKeeps(s, from, to);
    SwapGood(b, s, r, from, to);
    StoreGood(b, Swap(s, from, to), r, to, cap);
  }

  lemma InsertOrMoveGood(
    b: State, s: State, r: Region, destination: Slot, operation: CNodes.Label, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, destination) == r.subject
    requires Usable(s, destination) && destination.Slot?
    requires operation.CopyLabel? || operation.MintLabel? || CNodes.IsMove(operation)
    ensures var q := CNodes.InsertOrMove(s, destination, operation, words, extra);
      q.Ok? ==> Good(b, q.result, r)
  {
    if CNodes.InsertOrMove(s, destination, operation, words, extra).Ok? {
      InsertOrMoveKeeps(s, destination, operation, words, extra);
      HeldRoot(b, s, r, extra[0]);
      LookupAtOwned(b, s, r, Held(s, extra[0]), words[2], words[3], true);
      var source := LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], true).result;
      var cap := CNodes.MakeCapability(s, source, operation, words).result.value;
      CoveredAt(b, s, r, source);
      Attenuation.MadeNoMore(s, source, operation, words);
      CoveredNoMore(r.policy, r.subject, cap, s.caps[source]);
      if CNodes.IsMove(operation) {
        UsableOpen(s, destination);
        MoveGood(b, s, r, cap, source, destination);
      } else {
        InsertGood(b, s, r, cap, source, destination);
      }
    }
  }

  lemma UpdatedCovered(b: State, s: State, r: Region, x: Slot, data: nat)
    requires Good(b, s, r) && x in s.caps && OwnerOf(r.policy, x) == r.subject
    ensures UpdateData(true, data, s.caps[x]).Some? ==> Covered(r.policy, r.subject, UpdateData(true, data, s.caps[x]).value)
  {
    CoveredAt(b, s, r, x);
    Attenuation.Updated(true, data, s.caps[x]);
    if UpdateData(true, data, s.caps[x]).Some? {
      CoveredNoMore(r.policy, r.subject, UpdateData(true, data, s.caps[x]).value, s.caps[x]);
    }
  }

  lemma RotateGood(b: State, s: State, r: Region, destination: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, destination) == r.subject
    requires Usable(s, destination) && destination.Slot?
    ensures var q := CNodes.Rotate(s, destination, words, extra);
      q.Ok? ==> Good(b, q.result, r)
  {
    if CNodes.Rotate(s, destination, words, extra).Ok? {
      RotateKeeps(s, destination, words, extra);
      HeldRoot(b, s, r, extra[0]);
      HeldRoot(b, s, r, extra[1]);
      LookupAtOwned(b, s, r, Held(s, extra[1]), words[6], words[7], true);
      LookupAtOwned(b, s, r, Held(s, extra[0]), words[3], words[4], true);
      HeldIsHeld(s, extra[0]);
      LookupUsable(s, Held(s, extra[0]), words[3], words[4], true);
      var source := LookupAtDepth(s, Held(s, extra[1]), words[6], words[7], true).result;
      var pivot := LookupAtDepth(s, Held(s, extra[0]), words[3], words[4], true).result;
      UpdatedCovered(b, s, r, pivot, words[2]);
      UpdatedCovered(b, s, r, source, words[5]);
      var toDestination := UpdateData(true, words[2], s.caps[pivot]).value;
      var toPivot := UpdateData(true, words[5], s.caps[source]).value;
      if source == destination {
        ExchangeGood(b, s, r, source, pivot, toDestination, toPivot);
      } else {
        RotateThree(b, s, r, source, pivot, destination, words, toDestination, toPivot);
      }
    }
  }

  lemma ExchangeGood(b: State, s: State, r: Region, source: Slot, pivot: Slot, toSource: Cap, toPivot: Cap)
    requires Good(b, s, r) && Sound(r) && OwnerOf(r.policy, source) == r.subject && OwnerOf(r.policy, pivot) == r.subject
    requires source in s.caps && pivot in s.caps && source != pivot && source.Slot? && pivot.Slot?
    requires Covered(r.policy, r.subject, toSource) && Covered(r.policy, r.subject, toPivot)
    requires Inv(Store(Store(Swap(s, source, pivot), source, toSource), pivot, toPivot))
    ensures Good(b, Store(Store(Swap(s, source, pivot), source, toSource), pivot, toPivot), r)
  {
    HeldOpen(s, source);
    HeldOpen(s, pivot);
    SwapKeeps(s, source, pivot);
    SwapGood(b, s, r, source, pivot);
    var t := Swap(s, source, pivot);
    SwapParts(s, source, pivot);
    var u := Store(Store(t, source, toSource), pivot, toPivot);
    CapsMore(b.caps, t.caps, u.caps, r);
  }

  lemma RotateThree(
    b: State, s: State, r: Region, source: Slot, pivot: Slot, destination: Slot, words: seq<nat>, toDestination: Cap, toPivot: Cap)
    requires Good(b, s, r) && Sound(r)
    requires OwnerOf(r.policy, source) == r.subject && OwnerOf(r.policy, pivot) == r.subject
    requires OwnerOf(r.policy, destination) == r.subject
    requires source in s.caps && pivot in s.caps && destination !in s.caps && source != pivot
    requires source.Slot? && pivot.Slot? && destination.Slot? && Usable(s, destination) && Usable(s, pivot) && |words| >= 8
    requires UpdateData(true, words[2], s.caps[pivot]) == Some(toDestination)
    requires UpdateData(true, words[5], s.caps[source]) == Some(toPivot)
    requires Covered(r.policy, r.subject, toDestination) && Covered(r.policy, r.subject, toPivot)
    requires Inv(CNodes.Move(CNodes.Move(s, toDestination, pivot, destination), toPivot, source, pivot))
    ensures Good(b, CNodes.Move(CNodes.Move(s, toDestination, pivot, destination), toPivot, source, pivot), r)
  {
    reveal Named();
    Altered(s, s.caps[pivot], true, words[2], RightsOf(0));
    UsableOpen(s, destination);
    MoveKeeps(s, toDestination, pivot, destination);
    MoveGood(b, s, r, toDestination, pivot, destination);
    var t := CNodes.Move(s, toDestination, pivot, destination);
    PivotOpen(s, t, pivot, destination, toDestination);
    MoveGood(b, t, r, toPivot, source, pivot);
  }

  lemma CNodeGood(b: State, s: State, r: Region, node: Cap, operation: CNodes.Label, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra)
    requires IsHeld(s, node) && Covered(r.policy, r.subject, node)
    ensures var q := CNodes.Invoke(s, node, operation, words, extra);
      q.Ok? ==> Good(b, q.result, r)
  {
    if |words| >= 2 {
      LookupUsable(s, Some(node), words[0], words[1], false);
      LookupAtOwned(b, s, r, Some(node), words[0], words[1], false);
      var found := LookupAtDepth(s, Some(node), words[0], words[1], false);
      if found.Ok? {
        match operation
        case RevokeLabel => RevokeGood(b, s, r, found.result);
        case DeleteLabel => DeleteGood(b, s, r, found.result);
        case RotateLabel => RotateGood(b, s, r, found.result, words, extra);
        case _ => InsertOrMoveGood(b, s, r, found.result, operation, words, extra);
      }
    }
  }

  // Retype

  /// An object is made in memory of the subject's.
  lemma CreateGood(b: State, s: State, r: Region, source: Slot, cap: Cap, destination: Slot)
    requires Good(b, s, r) && Sound(r) && Inv(Create(s, source, cap, destination))
    requires source in s.caps && s.caps[source].UntypedCap? && destination !in s.caps
    requires OwnerOf(r.policy, source) == r.subject && OwnerOf(r.policy, destination) == r.subject
    requires HasMemory(cap) && r.policy.owner(cap.address) == r.subject && Covered(r.policy, r.subject, cap)
    ensures Good(b, Create(s, source, cap, destination), r)
  {
    var t := Create(s, source, cap, destination);
    NewParts(s, source, cap, destination);
    CapsMore(b.caps, s.caps, t.caps, r);
    InsertTree(s, t, r.policy, source, destination);
    var made := NewObject(cap, CurrentDomain(s));
    if made.Some? {
      assert cap.address in r.objects by { reveal Covers(); assert Mine(r, r.policy.owner(cap.address)); }
      assert forall p :: Ref(made.value, p) == None;
      assert Bounds.Fits(r, cap.address, made.value) by { reveal Bounds.Fits(); }
      assert Bound(b.objects, t.objects, r) by {
        reveal Bound();
        if cap.address in b.objects {
          assert Allowed(r, cap.address, b.objects[cap.address], made.value) by { reveal Allowed(); }
        }
      }
    }
  }

  /// Everything that is made of a subject's memory, the subject may have every capability to.
  lemma FirstCovered(p: Policy, x: Subject, memory: Cap, kind: ObjectType, address: Address, userBits: nat, isDevice: bool)
    requires memory.UntypedCap? && Covered(p, x, memory)
    requires memory.address <= address && address + Pow2(ObjectBits(kind, userBits)) <= memory.address + Pow2(memory.bits)
    ensures Covered(p, x, FirstCap(kind, address, userBits, isDevice)) && p.owner(address) == x
  {
  }

  lemma CreateAllGood(b: State, s: State, r: Region, source: Slot, retype: Retype, address: Address, isDevice: bool, done: nat)
    requires Good(b, s, r) && Sound(r) && Ready(s, source, retype, address, done)
    requires OwnerOf(r.policy, source) == r.subject && r.policy.owner(retype.node) == r.subject
    ensures Good(b, CreateAll(s, source, retype, address, isDevice, done), r)
    decreases retype.count - done
  {
    if done < retype.count {
      var size := Pow2(ObjectBits(retype.kind, retype.userBits));
      var at := address + done * size;
      var cap := FirstCap(retype.kind, at, retype.userBits, isDevice);
      var destination := Slot(retype.node, retype.offset + done);
      FirstCapIsFirst(retype.kind, at, retype.userBits, isDevice);
      Isolation.CreateOne(s, source, retype, address, isDevice, done);
      CoveredAt(b, s, r, source);
      assert s.caps[source].free <= Pow2(s.caps[source].bits) by { reveal Marked(); }
      assert (done + 1) * size == done * size + size;
      More(done + 1, retype.count, size);
      FirstCovered(r.policy, r.subject, s.caps[source], retype.kind, at, retype.userBits, isDevice);
      CreateGood(b, s, r, source, cap, destination);
      CreateAllGood(b, Create(s, source, cap, destination), r, source, retype, address, isDevice, done + 1);
    }
  }

  lemma RetypeGood(b: State, s: State, r: Region, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, source) == r.subject
    ensures var q := Untypeds.Invoke(s, source, words, extra);
      q.Ok? ==> Good(b, q.result, r)
  {
    if Untypeds.Invoke(s, source, words, extra).Ok? {
      DecodeReady(s, source, words, extra);
      var retype := Decode(s, source, words, extra).result;
      NodeOwned(b, s, r, source, words, extra);
      PerformReady(s, source, retype);
      var memory := s.caps[source];
      var size := Pow2(ObjectBits(retype.kind, retype.userBits));
      var start := AlignUp(FreeOf(s, source), size);
      var marked := memory.(free := start + retype.count * size);
      CoveredAt(b, s, r, source);
      StoreGood(b, s, r, source, marked);
      CreateAllGood(b, Store(s, source, marked), r, source, retype, memory.address + start, memory.isDevice, 0);
    }
  }

  lemma NodeOwned(b: State, s: State, r: Region, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && OwnedAll(r, extra)
    requires Decode(s, source, words, extra).Ok?
    ensures r.policy.owner(Decode(s, source, words, extra).result.node) == r.subject
  {
    HeldRoot(b, s, r, extra[0]);
    LookupAtOwned(b, s, r, Held(s, extra[0]), words[2], words[3], false);
    if words[3] != 0 {
      HeldRoot(b, s, r, LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], false).result);
    }
  }
}
