// SPDX-License-Identifier: BSD-2-Clause
include "Revocation.dfy"
include "../Objects/CNode.dfy"

/// Every invocation of CNode keeps the invariants.
module CNodeInvariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Deletion
  import opened CNodes
  import opened Forest
  import opened Invariants
  import opened Placement
  import opened Removal
  import opened Revocation

  /// Whether somebody holds a capability.
  ghost predicate IsHeld(s: State, cap: Cap) {
    exists n :: n in s.caps && s.caps[n] == cap
  }

  /// A slot that a lookup finds exists, and is not being destroyed.
  lemma ResolveUsable(s: State, node: Cap, address: nat, bits: nat)
    requires Inv(s) && IsHeld(s, node)
    ensures var r := Resolve(s.caps, node, address, bits);
      r.At? ==> Usable(s, r.found.slot) && r.found.slot.Slot?
    decreases bits
  {
    if node.CNodeCap? && Resolve(s.caps, node, address, bits).At? {
      var left := bits - (node.guardSize + node.radix);
      var index := (address / Pow2(left)) % Pow2(node.radix);
      UsableIn(s, node, index);
      var slot := Slot(node.address, index);
      if left != 0 && slot in s.caps && s.caps[slot].CNodeCap? {
        ResolveUsable(s, s.caps[slot], address, left);
      }
    }
  }

  /// The slots of a CNode that somebody holds a capability to are usable.
  lemma UsableIn(s: State, node: Cap, index: nat)
    requires Inv(s) && IsHeld(s, node) && node.CNodeCap? && index < Pow2(node.radix)
    ensures Usable(s, Slot(node.address, index))
  {
    var n :| n in s.caps && s.caps[n] == node;
    reveal Usable(), Named(), Zombies();
    assert Names(s.objects, s.caps[n]);
    forall z | z in s.caps && s.caps[z].ZombieCap?
      ensures s.caps[z].address != node.address
    {
      assert Alone(s, z);
    }
  }

  lemma LookupUsable(s: State, root: Option<Cap>, address: nat, depth: nat, isSource: bool)
    requires Inv(s) && (root.Some? ==> IsHeld(s, root.value))
    ensures var r := LookupAtDepth(s, root, address, depth, isSource);
      r.Ok? ==> Usable(s, r.result) && r.result.Slot?
  {
    if root.Some? { ResolveUsable(s, root.value, address, depth); }
  }

  lemma HeldIsHeld(s: State, slot: Slot)
    ensures Held(s, slot).Some? ==> IsHeld(s, Held(s, slot).value)
  {
  }

  /// What UpdateData and MaskRights leave alone.
  lemma Altered(s: State, cap: Cap, isMove: bool, data: nat, rights: Rights)
    requires NamesObject(cap) ==> Names(s.objects, cap)
    ensures SameThing(s, cap, MaskRights(cap, rights))
    ensures cap.UntypedCap? || cap.ZombieCap? ==> MaskRights(cap, rights) == cap
    ensures UpdateData(isMove, data, cap).Some? ==> SameThing(s, cap, UpdateData(isMove, data, cap).value)
    ensures cap.UntypedCap? || cap.ZombieCap? ==> UpdateData(isMove, data, cap) == Some(cap)
    ensures cap.IrqHandlerCap? ==> MaskRights(cap, rights) == cap && UpdateData(isMove, data, cap) == Some(cap)
    ensures MaskRights(cap, rights).UntypedCap? <==> cap.UntypedCap?
    ensures MaskRights(cap, rights).ZombieCap? <==> cap.ZombieCap?
    ensures UpdateData(isMove, data, cap).Some? ==> (UpdateData(isMove, data, cap).value.UntypedCap? <==> cap.UntypedCap?)
    ensures UpdateData(isMove, data, cap).Some? ==> (UpdateData(isMove, data, cap).value.ZombieCap? <==> cap.ZombieCap?)
  {
  }

  /// A derived capability may be inserted behind the one it is derived from.
  lemma Derivable(s: State, source: Slot, given: Cap)
    requires Inv(s) && source in s.caps && SameThing(s, s.caps[source], given)
    requires given.UntypedCap? <==> s.caps[source].UntypedCap?
    requires given.ZombieCap? <==> s.caps[source].ZombieCap?
    requires given.UntypedCap? ==> given == s.caps[source]
    ensures var r := Derive(given, HasChildren(s, source));
      r.Ok? && r.result.Some? ==> MayDerive(s, r.result.value, source)
  {
    reveal Issued();
  }

  lemma MakeCapabilityMay(s: State, source: Slot, operation: Label, words: seq<nat>)
    requires Inv(s) && source in s.caps && |words| >= WordsOf(operation)
    ensures var r := MakeCapability(s, source, operation, words);
      r.Ok? && r.result.Some? ==>
        && (!IsMove(operation) && (operation.CopyLabel? || operation.MintLabel?) ==> MayDerive(s, r.result.value, source))
        && (IsMove(operation) ==> SameThing(s, s.caps[source], r.result.value))
        && (IsMove(operation) && (s.caps[source].UntypedCap? || s.caps[source].ZombieCap?) ==> r.result.value == s.caps[source])
        && (IsMove(operation) ==> (r.result.value.UntypedCap? <==> s.caps[source].UntypedCap?))
        && (IsMove(operation) ==> (r.result.value.ZombieCap? <==> s.caps[source].ZombieCap?))
  {
    var cap := s.caps[source];
    assert NamesObject(cap) ==> Names(s.objects, cap) by { reveal Named(); }
    match operation
    case CopyLabel =>
      Altered(s, cap, false, 0, RightsOf(words[4]));
      Derivable(s, source, MaskRights(cap, RightsOf(words[4])));
    case MintLabel =>
      Altered(s, cap, false, words[5], RightsOf(words[4]));
      var masked := MaskRights(cap, RightsOf(words[4]));
      Altered(s, masked, false, words[5], RightsOf(words[4]));
      match UpdateData(false, words[5], masked) {
        case None =>
        case Some(given) => Derivable(s, source, given);
      }
    case MutateLabel => Altered(s, cap, true, words[4], RightsOf(0));
    case _ =>
  }

  /// Moving keeps the invariants.
  lemma MoveKeeps(s: State, cap: Cap, from: Slot, to: Slot)
    requires Inv(s) && from in s.caps && to !in s.caps && Open(s, to) && from.Slot? && to.Slot?
    requires SameThing(s, s.caps[from], cap)
    requires cap.UntypedCap? <==> s.caps[from].UntypedCap?
    requires cap.ZombieCap? <==> s.caps[from].ZombieCap?
    requires cap.UntypedCap? || cap.ZombieCap? ==> cap == s.caps[from]
    ensures var t := Move(s, cap, from, to);
      Inv(t) && t.caps == (s.caps - {from})[to := cap] && t.objects == s.objects
  {
    HeldOpen(s, from);
    SwapKeeps(s, from, to);
    SwapParts(s, from, to);
    var t := Swap(s, from, to);
    ReplaceKeeps(t, to, cap);
    assert Store(t, to, cap).caps == (s.caps - {from})[to := cap];
  }

  /// Replacing a capability by another form of it keeps the invariants.
  lemma ReplaceKeeps(t: State, x: Slot, cap: Cap)
    requires Inv(t) && x in t.caps && SameThing(t, t.caps[x], cap) && x.Slot?
    requires cap.UntypedCap? <==> t.caps[x].UntypedCap?
    requires cap.ZombieCap? <==> t.caps[x].ZombieCap?
    requires cap.UntypedCap? || cap.ZombieCap? ==> cap == t.caps[x]
    ensures Inv(Store(t, x, cap))
  {
    if cap.ZombieCap? { ZombieFacts(t, x); }
    assert cap.UntypedCap? ==> cap.free <= Pow2(cap.bits) by { reveal Marked(); }
    StoreKeeps(t, x, cap);
  }

  lemma InsertOrMoveKeeps(s: State, destination: Slot, operation: Label, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && Usable(s, destination) && destination.Slot?
    requires operation.CopyLabel? || operation.MintLabel? || IsMove(operation)
    ensures var r := InsertOrMove(s, destination, operation, words, extra);
      r.Ok? ==> Inv(r.result)
  {
    if InsertOrMove(s, destination, operation, words, extra).Ok? {
      HeldIsHeld(s, extra[0]);
      LookupUsable(s, Held(s, extra[0]), words[2], words[3], true);
      var source := LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], true).result;
      MakeCapabilityMay(s, source, operation, words);
      var cap := MakeCapability(s, source, operation, words).result.value;
      if IsMove(operation) {
        UsableOpen(s, destination);
        MoveKeeps(s, cap, source, destination);
      } else {
        InsertKeeps(s, cap, source, destination);
      }
    }
  }

  lemma RotateKeeps(s: State, destination: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && Usable(s, destination) && destination.Slot?
    ensures var r := Rotate(s, destination, words, extra);
      r.Ok? ==> Inv(r.result)
  {
    if Rotate(s, destination, words, extra).Ok? {
      HeldIsHeld(s, extra[0]);
      HeldIsHeld(s, extra[1]);
      LookupUsable(s, Held(s, extra[1]), words[6], words[7], true);
      LookupUsable(s, Held(s, extra[0]), words[3], words[4], true);
      var source := LookupAtDepth(s, Held(s, extra[1]), words[6], words[7], true).result;
      var pivot := LookupAtDepth(s, Held(s, extra[0]), words[3], words[4], true).result;
      assert Named(s);
      reveal Named();
      Altered(s, s.caps[pivot], true, words[2], RightsOf(0));
      Altered(s, s.caps[source], true, words[5], RightsOf(0));
      var toDestination := UpdateData(true, words[2], s.caps[pivot]).value;
      var toPivot := UpdateData(true, words[5], s.caps[source]).value;
      if source == destination {
        ExchangeKeeps(s, source, pivot, toDestination, toPivot);
      } else {
        UsableOpen(s, destination);
        MoveKeeps(s, toDestination, pivot, destination);
        var t := Move(s, toDestination, pivot, destination);
        PivotOpen(s, t, pivot, destination, toDestination);
        MoveKeeps(t, toPivot, source, pivot);
      }
    }
  }

  /// A slot that a move has emptied can be filled again.
  lemma PivotOpen(s: State, t: State, pivot: Slot, destination: Slot, cap: Cap)
    requires Inv(s) && Usable(s, pivot) && pivot in s.caps && destination !in s.caps
    requires t.caps == (s.caps - {pivot})[destination := cap] && t.objects == s.objects && pivot.Slot?
    requires cap.ZombieCap? <==> s.caps[pivot].ZombieCap?
    requires cap.ZombieCap? ==> cap == s.caps[pivot]
    ensures Open(t, pivot)
  {
    reveal Usable(), Open();
  }

  lemma ExchangeKeeps(s: State, source: Slot, pivot: Slot, toSource: Cap, toPivot: Cap)
    requires Inv(s) && source in s.caps && pivot in s.caps && source != pivot && source.Slot? && pivot.Slot?
    requires SameThing(s, s.caps[pivot], toSource) && SameThing(s, s.caps[source], toPivot)
    requires toSource.UntypedCap? <==> s.caps[pivot].UntypedCap?
    requires toPivot.UntypedCap? <==> s.caps[source].UntypedCap?
    requires toSource.ZombieCap? <==> s.caps[pivot].ZombieCap?
    requires toPivot.ZombieCap? <==> s.caps[source].ZombieCap?
    requires toSource.UntypedCap? || toSource.ZombieCap? ==> toSource == s.caps[pivot]
    requires toPivot.UntypedCap? || toPivot.ZombieCap? ==> toPivot == s.caps[source]
    ensures Inv(Store(Store(Swap(s, source, pivot), source, toSource), pivot, toPivot))
  {
    HeldOpen(s, source);
    HeldOpen(s, pivot);
    SwapKeeps(s, source, pivot);
    SwapParts(s, source, pivot);
    var t := Swap(s, source, pivot);
    ReplaceKeeps(t, source, toSource);
    ReplaceKeeps(Store(t, source, toSource), pivot, toPivot);
  }

  /// Every invocation of CNode keeps the invariants.
  lemma CNodeKeeps(s: State, node: Cap, operation: Label, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && IsHeld(s, node)
    ensures var r := CNodes.Invoke(s, node, operation, words, extra);
      r.Ok? ==> Inv(r.result)
  {
    if |words| >= 2 {
      LookupUsable(s, Some(node), words[0], words[1], false);
      var found := LookupAtDepth(s, Some(node), words[0], words[1], false);
      if found.Ok? {
        match operation
        case RevokeLabel => RevokeKeeps(s, found.result);
        case DeleteLabel => DeleteKeeps(s, found.result);
        case RotateLabel => RotateKeeps(s, found.result, words, extra);
        case _ => InsertOrMoveKeeps(s, found.result, operation, words, extra);
      }
    }
  }
}
