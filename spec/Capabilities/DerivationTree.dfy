// SPDX-License-Identifier: BSD-2-Clause
include "CapabilityRules.dfy"

/// Which capability was derived from which: a forest, kept as a list of nodes in pre-order with their depths.
module DerivationTree {
  import opened State
  import opened CapabilityRules

  /// Place of a slot in the list, its length when it is not there.
  function IndexOf(tree: seq<Node>, slot: Slot): (i: nat)
    ensures i <= |tree|
    ensures i < |tree| ==> tree[i].slot == slot
    ensures forall j :: 0 <= j < i ==> tree[j].slot != slot
  {
    IndexFrom(tree, slot, 0)
  }

  function IndexFrom(tree: seq<Node>, slot: Slot, from: nat): (i: nat)
    requires from <= |tree|
    requires forall j :: 0 <= j < from ==> tree[j].slot != slot
    ensures i <= |tree|
    ensures i < |tree| ==> tree[i].slot == slot
    ensures forall j :: 0 <= j < i ==> tree[j].slot != slot
    decreases |tree| - from
  {
    if from == |tree| then from
    else if tree[from].slot == slot then from
    else IndexFrom(tree, slot, from + 1)
  }

  /// First place behind a node and its descendants.
  function EndOf(tree: seq<Node>, i: nat): (end: nat)
    requires i < |tree|
    ensures i < end <= |tree|
    ensures forall k :: i < k < end ==> tree[k].depth > tree[i].depth
    ensures end < |tree| ==> tree[end].depth <= tree[i].depth
  {
    EndFrom(tree, i, i + 1)
  }

  function EndFrom(tree: seq<Node>, i: nat, from: nat): (end: nat)
    requires i < from <= |tree|
    requires forall k :: i < k < from ==> tree[k].depth > tree[i].depth
    ensures from <= end <= |tree|
    ensures forall k :: i < k < end ==> tree[k].depth > tree[i].depth
    ensures end < |tree| ==> tree[end].depth <= tree[i].depth
    decreases |tree| - from
  {
    if from == |tree| || tree[from].depth <= tree[i].depth then from
    else EndFrom(tree, i, from + 1)
  }

  /// The list with a node directly behind another one, as its first child or as its next sibling.
  function InsertBehind(tree: seq<Node>, i: nat, slot: Slot, asChild: bool, revocable: bool): seq<Node>
    requires i < |tree|
  {
    tree[..i + 1] + [Node(slot, tree[i].depth + if asChild then 1 else 0, revocable)] + tree[i + 1..]
  }

  /// The list without a node; its children become its parent's.
  function RemoveAt(tree: seq<Node>, i: nat): seq<Node>
    requires i < |tree|
  {
    var end := EndOf(tree, i);
    tree[..i] + Raised(tree[i + 1..end]) + tree[end..]
  }

  /// Nodes one level nearer to the root.
  function Raised(nodes: seq<Node>): (raised: seq<Node>)
    ensures |raised| == |nodes|
    ensures forall k :: 0 <= k < |nodes| ==> raised[k] == nodes[k].(depth := Up(nodes[k].depth))
  {
    seq(|nodes|, k requires 0 <= k < |nodes| => nodes[k].(depth := Up(nodes[k].depth)))
  }

  function Up(depth: nat): nat {
    if depth == 0 then 0 else depth - 1
  }

  /// The list with two slots in each other's place.
  function Renamed(tree: seq<Node>, a: Slot, b: Slot): (renamed: seq<Node>)
    ensures |renamed| == |tree|
    ensures forall k :: 0 <= k < |tree| ==> renamed[k] == tree[k].(slot := Exchanged(tree[k].slot, a, b))
  {
    seq(|tree|, k requires 0 <= k < |tree| => tree[k].(slot := Exchanged(tree[k].slot, a, b)))
  }

  function Exchanged(slot: Slot, a: Slot, b: Slot): Slot {
    if slot == a then b else if slot == b then a else slot
  }

  /// Whether the slot's capability has descendants.
  predicate HasChildren(s: State, slot: Slot) {
    var i := IndexOf(s.tree, slot);
    i + 1 < |s.tree| && s.tree[i + 1].depth > s.tree[i].depth
  }

  /// Puts a capability derived from the one in `source` in an empty slot.
  /// Of two Untyped capabilities for the same memory only the newer one has any left to give.
  function Insert(s: State, cap: Cap, source: Slot, destination: Slot): State {
    var i := IndexOf(s.tree, source);
    if i == |s.tree| || source !in s.caps then s
    else
      var original := s.caps[source];
      var left := if cap.UntypedCap? && original.UntypedCap? then original.(free := Pow2(original.bits)) else original;
      s.(caps := s.caps[source := left][destination := cap],
         tree := InsertBehind(s.tree, i, destination, s.tree[i].revocable, IsOriginal(cap, original)))
  }

  /// Puts the first capability of a new object in an empty slot, as a child of the memory it was made from.
  function InsertNew(s: State, cap: Cap, parent: Slot, destination: Slot): State {
    var i := IndexOf(s.tree, parent);
    if i == |s.tree| then s
    else s.(caps := s.caps[destination := cap], tree := InsertBehind(s.tree, i, destination, true, true))
  }

  /// Exchanges two slots; each capability keeps its place in the tree. Either slot may be empty.
  function Swap(s: State, a: Slot, b: Slot): State {
    var rest := s.caps - {a, b};
    var one := if a in s.caps then rest[b := s.caps[a]] else rest;
    var both := if b in s.caps then one[a := s.caps[b]] else one;
    s.(caps := both, tree := Renamed(s.tree, a, b))
  }

  /// Replaces a slot's capability by another form of it.
  function Store(s: State, slot: Slot, cap: Cap): State {
    if slot in s.caps then s.(caps := s.caps[slot := cap]) else s
  }

  /// Takes a slot's capability out of the tree and leaves the slot empty.
  function Remove(s: State, slot: Slot): State {
    var i := IndexOf(s.tree, slot);
    if i == |s.tree| then s
    else s.(caps := s.caps - {slot}, tree := RemoveAt(s.tree, i))
  }

  /// Whether no other capability names the slot's object.
  predicate IsFinal(s: State, slot: Slot)
    requires slot in s.caps
  {
    forall other :: other in s.caps && other != slot ==> !SameObject(s.caps[slot], s.caps[other])
  }
}
