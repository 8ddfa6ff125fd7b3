// SPDX-License-Identifier: BSD-2-Clause
include "UntypedInvariants.dfy"

/// What Retype does for one holder of memory does not depend on what others do with theirs.
module Isolation {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Untypeds
  import opened Forest
  import opened Invariants
  import opened CNodeInvariants
  import opened UntypedInvariants

  /// The slots that a subject can name, as far as a Retype is concerned: what a lookup reads, and the row that is to be filled.
  ghost predicate AgreeOn(s: State, t: State, slots: iset<Slot>) {
    forall x :: x in slots ==> Held(s, x) == Held(t, x)
  }

  /// Whether a set of slots has, with a CNode capability, all slots of the CNode.
  ghost predicate IsClosed(s: State, slots: iset<Slot>) {
    forall x, i: nat :: x in slots && x in s.caps && s.caps[x].CNodeCap? ==> Slot(s.caps[x].address, i) in slots
  }

  /// Whether something derived from the memory in a slot is left: all that Retype needs to know beyond the subject's slots.
  ghost predicate SameUse(s: State, t: State, source: Slot) {
    HasChildren(s, source) <==> HasChildren(t, source)
  }

  lemma ResolveAgrees(s: State, t: State, slots: iset<Slot>, node: Cap, address: nat, bits: nat)
    requires AgreeOn(s, t, slots) && IsClosed(s, slots)
    requires node.CNodeCap? ==> forall i: nat :: Slot(node.address, i) in slots
    ensures Resolve(s.caps, node, address, bits) == Resolve(t.caps, node, address, bits)
    ensures var r := Resolve(s.caps, node, address, bits);
      r.At? ==> r.found.slot in slots
    decreases bits
  {
    if node.CNodeCap? {
      var used := node.guardSize + node.radix;
      if node.guardSize <= bits && (address / Pow2(bits - node.guardSize)) % Pow2(node.guardSize) == node.guard
         && used <= bits && used != 0 {
        var left := bits - used;
        var slot := Slot(node.address, (address / Pow2(left)) % Pow2(node.radix));
        assert slot in slots;
        assert Held(s, slot) == Held(t, slot);
        if left != 0 && slot in s.caps && s.caps[slot].CNodeCap? {
          ResolveAgrees(s, t, slots, s.caps[slot], address, left);
        }
      }
    }
  }

  lemma LookupAgrees(s: State, t: State, slots: iset<Slot>, root: Slot, address: nat, depth: nat, isSource: bool)
    requires AgreeOn(s, t, slots) && IsClosed(s, slots) && root in slots
    ensures LookupAtDepth(s, Held(s, root), address, depth, isSource) == LookupAtDepth(t, Held(t, root), address, depth, isSource)
    ensures var r := LookupAtDepth(s, Held(s, root), address, depth, isSource);
      r.Ok? ==> r.result in slots
  {
    assert Held(s, root) == Held(t, root);
    if root in s.caps && s.caps[root].CNodeCap? {
      ResolveAgrees(s, t, slots, s.caps[root], address, depth);
    }
  }

  /// Resource isolation: in two states in which a subject's own slots hold the same, and its memory is in use in both or in neither,
  /// Retype is refused with the same error, or makes objects of the same types at the same addresses with capabilities in the same
  /// slots. What other memory is in use, and by whom, makes no difference.
  lemma RetypeIsolated(s: State, t: State, slots: iset<Slot>, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && Inv(t)
    requires AgreeOn(s, t, slots) && IsClosed(s, slots) && SameUse(s, t, source)
    requires source in slots && forall i :: 0 <= i < |extra| ==> extra[i] in slots
    ensures Decode(s, source, words, extra) == Decode(t, source, words, extra)
    ensures Untypeds.Invoke(s, source, words, extra).Refused? <==> Untypeds.Invoke(t, source, words, extra).Refused?
    ensures Untypeds.Invoke(s, source, words, extra).Refused? ==>
      Untypeds.Invoke(s, source, words, extra) == Untypeds.Invoke(t, source, words, extra)
    ensures Untypeds.Invoke(s, source, words, extra).Ok? ==>
      AgreeOn(Untypeds.Invoke(s, source, words, extra).result, Untypeds.Invoke(t, source, words, extra).result, slots)
  {
    assert Held(s, source) == Held(t, source);
    if |words| >= 6 && |extra| >= 1 {
      LookupAgrees(s, t, slots, extra[0], words[2], words[3], false);
      assert Held(s, extra[0]) == Held(t, extra[0]);
      DecodeAgrees(s, t, slots, source, words, extra);
    }
    var r := Decode(s, source, words, extra);
    if r.Ok? {
      DecodeReady(s, source, words, extra);
      DecodeReady(t, source, words, extra);
      PerformAgrees(s, t, slots, source, r.result);
    }
  }

  lemma DecodeAgrees(s: State, t: State, slots: iset<Slot>, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires AgreeOn(s, t, slots) && IsClosed(s, slots) && SameUse(s, t, source)
    requires |words| >= 6 && |extra| >= 1 && source in slots && extra[0] in slots
    requires LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], false)
             == LookupAtDepth(t, Held(t, extra[0]), words[2], words[3], false)
    requires var r := LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], false);
      r.Ok? ==> r.result in slots
    ensures Decode(s, source, words, extra) == Decode(t, source, words, extra)
  {
    assert Held(s, source) == Held(t, source);
    assert Held(s, extra[0]) == Held(t, extra[0]);
    var found := LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], false);
    var x := if words[3] == 0 || found.Refused? then extra[0] else found.result;
    assert x in slots;
    assert Held(s, x) == Held(t, x);
    if x in s.caps && s.caps[x].CNodeCap? {
      var node := s.caps[x].address;
      assert forall i: nat :: Slot(node, i) in slots;
      assert forall i: nat :: Held(s, Slot(node, i)) == Held(t, Slot(node, i));
      assert forall i: nat :: Slot(node, i) in s.caps <==> Slot(node, i) in t.caps;
      assert AllEmpty(s, node, words[4], words[5]) <==> AllEmpty(t, node, words[4], words[5]);
    }
  }

  /// What a slot holds after the objects of a Retype are made, from some object on.
  opaque ghost function After(s: State, retype: Retype, address: Address, isDevice: bool, done: nat, x: Slot): Option<Cap> {
    if x.Slot? && x.container == retype.node && retype.offset + done <= x.index < retype.offset + retype.count then
      Some(FirstCap(retype.kind, AddressOf(retype, address, x.index - retype.offset), retype.userBits, isDevice))
    else Held(s, x)
  }

  ghost function AddressOf(retype: Retype, address: Address, number: nat): Address {
    address + number * Pow2(ObjectBits(retype.kind, retype.userBits))
  }

  /// Making one object fills one slot, and leaves everything ready for the next.
  lemma CreateOne(s: State, source: Slot, retype: Retype, address: Address, isDevice: bool, done: nat)
    requires Inv(s) && Ready(s, source, retype, address, done) && done < retype.count
    ensures var cap := FirstCap(retype.kind, AddressOf(retype, address, done), retype.userBits, isDevice);
      var destination := Slot(retype.node, retype.offset + done);
      var t := Create(s, source, cap, destination);
      && Inv(t)
      && Ready(t, source, retype, address, done + 1)
      && t.caps == s.caps[destination := cap]
  {
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    var at := AddressOf(retype, address, done);
    var cap := FirstCap(retype.kind, at, retype.userBits, isDevice);
    FirstCapIsFirst(retype.kind, at, retype.userBits, isDevice);
    assert (done + 1) * size == done * size + size;
    More(done + 1, retype.count, size);
    var destination := Slot(retype.node, retype.offset + done);
    assert destination !in s.caps && Usable(s, destination);
    assert Clear(s, source, cap.address, End(cap)) by { reveal Clear(); }
    CreateKeeps(s, source, cap, destination);
    NewParts(s, source, cap, destination);
    CreateReady(s, source, retype, address, done, cap);
  }

  lemma AfterOne(s: State, t: State, retype: Retype, address: Address, isDevice: bool, done: nat, x: Slot)
    requires done < retype.count
    requires t.caps == s.caps[Slot(retype.node, retype.offset + done)
                              := FirstCap(retype.kind, AddressOf(retype, address, done), retype.userBits, isDevice)]
    ensures After(t, retype, address, isDevice, done + 1, x) == After(s, retype, address, isDevice, done, x)
  {
    reveal After();
    if x.Slot? && x.container == retype.node && x.index == retype.offset + done {
      assert x == Slot(retype.node, retype.offset + done);
    }
  }

  lemma CreateAllCaps(s: State, source: Slot, retype: Retype, address: Address, isDevice: bool, done: nat)
    requires Inv(s) && Ready(s, source, retype, address, done)
    ensures var t := CreateAll(s, source, retype, address, isDevice, done);
      forall x :: Held(t, x) == After(s, retype, address, isDevice, done, x)
    decreases retype.count - done
  {
    if done == retype.count {
      reveal After();
    } else {
      CreateOne(s, source, retype, address, isDevice, done);
      var cap := FirstCap(retype.kind, AddressOf(retype, address, done), retype.userBits, isDevice);
      var t := Create(s, source, cap, Slot(retype.node, retype.offset + done));
      assert CreateAll(s, source, retype, address, isDevice, done) == CreateAll(t, source, retype, address, isDevice, done + 1);
      CreateAllCaps(t, source, retype, address, isDevice, done + 1);
      forall x
        ensures After(t, retype, address, isDevice, done + 1, x) == After(s, retype, address, isDevice, done, x)
      {
        AfterOne(s, t, retype, address, isDevice, done, x);
      }
    }
  }

  /// The memory with its watermark behind the new objects.
  ghost function Advanced(s: State, source: Slot, retype: Retype): State
    requires source in s.caps && s.caps[source].UntypedCap?
  {
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    Store(s, source, s.caps[source].(free := AlignUp(FreeOf(s, source), size) + retype.count * size))
  }

  lemma PerformAgrees(s: State, t: State, slots: iset<Slot>, source: Slot, retype: Retype)
    requires Inv(s) && Inv(t) && AgreeOn(s, t, slots) && source in slots && SameUse(s, t, source)
    requires source in s.caps && s.caps[source].UntypedCap? && source in t.caps && t.caps[source] == s.caps[source]
    requires retype.count > 0 && RowUsable(s, retype, 0) && RowUsable(t, retype, 0)
    requires CheckMemory(s, source, retype).Ok? && CheckMemory(t, source, retype).Ok?
    ensures AgreeOn(Perform(s, source, retype), Perform(t, source, retype), slots)
  {
    PerformCaps(s, source, retype);
    PerformCaps(t, source, retype);
    var u, v := Advanced(s, source, retype), Advanced(t, source, retype);
    assert AgreeOn(u, v, slots);
    var start := AlignUp(FreeOf(s, source), Pow2(ObjectBits(retype.kind, retype.userBits)));
    forall x | x in slots
      ensures Held(Perform(s, source, retype), x) == Held(Perform(t, source, retype), x)
    {
      assert Held(u, x) == Held(v, x);
      reveal After();
    }
  }

  lemma PerformCaps(s: State, source: Slot, retype: Retype)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && retype.count > 0
    requires RowUsable(s, retype, 0) && CheckMemory(s, source, retype).Ok?
    ensures var memory := s.caps[source];
      var start := AlignUp(FreeOf(s, source), Pow2(ObjectBits(retype.kind, retype.userBits)));
      forall x :: Held(Perform(s, source, retype), x)
        == After(Advanced(s, source, retype), retype, memory.address + start, memory.isDevice, 0, x)
  {
    PerformReady(s, source, retype);
    var memory := s.caps[source];
    var start := AlignUp(FreeOf(s, source), Pow2(ObjectBits(retype.kind, retype.userBits)));
    CreateAllCaps(Advanced(s, source, retype), source, retype, memory.address + start, memory.isDevice, 0);
  }
}
