// SPDX-License-Identifier: BSD-2-Clause
include "Forest.dfy"
include "../Objects/Access.dfy"

/// What holds in every reachable state, as far as capabilities, their derivation and memory are concerned.
/// Each part is opaque: a proof reveals the one or two parts that it is about.
module Invariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Forest
  import opened Consistency

  /// The derivation forest is well formed, and its nodes are the slots in use.
  opaque ghost predicate Linked(s: State) {
    TreeOk(s.tree) && forall x :: In(s.tree, x) <==> x in s.caps
  }

  /// Untyped memory can always have children.
  opaque ghost predicate MemoryRevocable(s: State) {
    forall x :: x in s.caps && s.caps[x].UntypedCap? ==> IsRevocable(s.tree, x)
  }

  /// Whether the object that a capability names exists, of the type and size that the capability says.
  ghost predicate Names(objects: map<Address, Object>, cap: Cap)
    requires NamesObject(cap)
  {
    cap.address in objects &&
    var it := objects[cap.address];
    match cap
    case EndpointCap(_, _, _, _, _, _) => it.Endpoint?
    case NotificationCap(_, _, _, _) => it.Notification?
    case ReplyCap(_, _) => it.Reply?
    case CNodeCap(_, radix, _, _) => it == CNode(radix)
    case ThreadCap(_) => it.Thread?
    case SchedContextCap(_, bits) => it.SchedContext? && it.schedule.bits == bits
    case ZombieCap(_, isThread, radix, _) => if isThread then it.Thread? else it == CNode(radix)
    case FrameCap(_, bits, isDevice, _, _) => it == Frame(bits, isDevice)
    case TableCap(_, level, _) => it.Table? && it.level == level
    case AsidPoolCap(_, _) => it.AsidPool?
  }

  /// No capability names a missing object.
  opaque ghost predicate Named(s: State) {
    forall x :: x in s.caps && NamesObject(s.caps[x]) ==> Names(s.objects, s.caps[x])
  }

  /// Every object has a capability.
  opaque ghost predicate Owned(s: State) {
    forall o :: o in s.objects ==> exists x :: x in s.caps && NamesObject(s.caps[x]) && s.caps[x].address == o
  }

  /// Whether a slot exists.
  ghost predicate Houses(s: State, x: Slot) {
    match x
    case IrqSlot(irq) => irq in s.irqs
    case Slot(container, index) =>
      container in s.objects &&
      match s.objects[container]
      case CNode(radix) => index < Pow2(radix)
      case Thread(_) => index < ThreadSlotCount
      case _ => false
  }

  /// Every capability lies in a slot that exists.
  opaque ghost predicate Housed(s: State) {
    forall x :: x in s.caps ==> Houses(s, x)
  }

  /// Number of slots of the container that a zombie stands for.
  function SlotsOf(zombie: Cap): nat
    requires zombie.ZombieCap?
  {
    if zombie.isThread then ThreadSlotCount else Pow2(zombie.radix)
  }

  /// A zombie is the only capability of its container, whose slots from `remaining` on are empty.
  opaque ghost predicate Zombies(s: State) {
    forall x :: x in s.caps && s.caps[x].ZombieCap? ==>
      && s.caps[x].remaining <= SlotsOf(s.caps[x])
      && Alone(s, x)
      && (forall i: nat :: s.caps[x].remaining <= i ==> Slot(s.caps[x].address, i) !in s.caps)
  }

  /// Whether no other capability names the object that the one in a slot names.
  ghost predicate Alone(s: State, x: Slot)
    requires x in s.caps && NamesObject(s.caps[x])
  {
    forall y :: y in s.caps && y != x && NamesObject(s.caps[y]) ==> s.caps[y].address != s.caps[x].address
  }

  /// First byte behind a capability's memory.
  function End(cap: Cap): Address
    requires HasMemory(cap)
  {
    cap.address + Pow2(SizeBits(cap))
  }

  ghost predicate Disjoint(a: Cap, b: Cap)
    requires HasMemory(a) && HasMemory(b)
  {
    End(a) <= b.address || End(b) <= a.address
  }

  /// Two capabilities to memory name disjoint memory, or one object, or the one was derived from the other, which is Untyped.
  ghost predicate ApartAt(s: State, x: Slot, y: Slot)
    requires x in s.caps && y in s.caps && HasMemory(s.caps[x]) && HasMemory(s.caps[y])
  {
    var a, b := s.caps[x], s.caps[y];
    || Disjoint(a, b)
    || (NamesObject(a) && NamesObject(b) && a.address == b.address)
    || (a.UntypedCap? && Below(s.tree, x, y))
    || (b.UntypedCap? && Below(s.tree, y, x))
  }

  opaque ghost predicate Apart(s: State) {
    forall x, y :: x in s.caps && y in s.caps && x != y && HasMemory(s.caps[x]) && HasMemory(s.caps[y]) ==> ApartAt(s, x, y)
  }

  /// Whether memory lies in the part of an Untyped that has been handed out.
  ghost predicate Within(memory: Cap, inner: Cap)
    requires memory.UntypedCap? && HasMemory(inner)
  {
    memory.address <= inner.address && End(inner) <= memory.address + memory.free
  }

  /// What was derived from an Untyped lies inside it and below its watermark.
  opaque ghost predicate Marked(s: State) {
    && (forall x :: x in s.caps && s.caps[x].UntypedCap? ==> s.caps[x].free <= Pow2(s.caps[x].bits))
    && (forall x, y :: x in s.caps && y in s.caps && s.caps[x].UntypedCap? && Below(s.tree, x, y) && HasMemory(s.caps[y]) ==>
          Within(s.caps[x], s.caps[y]))
  }

  /// An interrupt whose handler somebody holds is issued.
  opaque ghost predicate Issued(s: State) {
    forall x :: x in s.caps && s.caps[x].IrqHandlerCap? ==> s.caps[x].irq in s.irqs && s.irqs[s.caps[x].irq] == IrqIssued
  }

  /// The kernel's own slots hold capabilities to notifications.
  opaque ghost predicate Signalling(s: State) {
    forall x :: x in s.caps && x.IrqSlot? ==> s.caps[x].NotificationCap?
  }

  ghost predicate Inv(s: State) {
    && Linked(s)
    && MemoryRevocable(s)
    && Named(s)
    && Owned(s)
    && Housed(s)
    && Zombies(s)
    && Apart(s)
    && Marked(s)
    && Issued(s)
    && Signalling(s)
    && Consistent(s)
  }

  /// Whether a capability may be put in a slot: the slot exists and its container is not being destroyed.
  opaque ghost predicate Usable(s: State, x: Slot) {
    && Houses(s, x)
    && (x.Slot? ==> forall z :: z in s.caps && s.caps[z].ZombieCap? ==> s.caps[z].address != x.container)
  }

  /// Objects of different names never overlap.
  lemma ObjectsApart(s: State, x: Slot, y: Slot)
    requires Inv(s)
    requires x in s.caps && y in s.caps && NamesObject(s.caps[x]) && NamesObject(s.caps[y])
    requires s.caps[x].address != s.caps[y].address
    ensures Disjoint(s.caps[x], s.caps[y])
  {
    reveal Apart();
    assert ApartAt(s, x, y);
  }

  /// What objects say of each other does not depend on capabilities.
  lemma SameObjects(s: State, t: State)
    requires t.objects == s.objects && t.processor == s.processor
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      assert forall a :: IsThread(t, a) <==> IsThread(s, a);
      assert Mutual(t) by { reveal Mutual(); }
      assert Queued(t) by { reveal Queued(); }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); }
    }
  }

  /// Kinds of objects are what capabilities and slots depend on.
  lemma SameKinds(s: State, t: State, a: Address)
    requires Kinds(t.objects) == Kinds(s.objects)
    ensures a in s.objects <==> a in t.objects
    ensures a in s.objects ==> KindOf(t.objects[a]) == KindOf(s.objects[a])
  {
    reveal Kinds();
    assert a in Kinds(s.objects) <==> a in s.objects;
    assert a in Kinds(t.objects) <==> a in t.objects;
    assert a in s.objects ==> Kinds(s.objects)[a] == KindOf(s.objects[a]) && Kinds(t.objects)[a] == KindOf(t.objects[a]);
  }

  /// Transitions of objects keep the invariants.
  lemma KeepsInv(s: State, t: State)
    requires KeepsObjects(s, t) && Inv(s)
    ensures Inv(t)
  {
    forall a ensures a in s.objects <==> a in t.objects
             ensures a in s.objects ==> KindOf(t.objects[a]) == KindOf(s.objects[a])
    { SameKinds(s, t, a); }
    assert Linked(t) by { reveal Linked(); }
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Owned(t) by { reveal Owned(); }
    assert Housed(t) by {
      reveal Housed();
      forall x | x in t.caps ensures Houses(t, x) { assert Houses(s, x); }
    }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    assert Marked(t) by { reveal Marked(); }
    assert Zombies(t) by {
      reveal Zombies();
      forall z | z in t.caps && t.caps[z].ZombieCap? ensures Alone(t, z) { assert Alone(s, z); }
    }
    assert Apart(t) by {
      reveal Apart();
      forall x, y | x in t.caps && y in t.caps && x != y && HasMemory(t.caps[x]) && HasMemory(t.caps[y])
        ensures ApartAt(t, x, y)
      { assert ApartAt(s, x, y); }
    }
  }

  /// The empty state has them all.
  lemma EmptyInv()
    ensures Inv(Empty)
  {
    reveal Linked(), MemoryRevocable(), Named(), Owned(), Housed(), Zombies(), Apart(), Marked(), Issued(), Signalling(), TreeOk(), In();
    reveal Mutual(), Queued(), Scheduled(), Answerable();
  }

  /// A slot in use has a place in the forest.
  lemma LinkedIndex(s: State, x: Slot)
    requires Linked(s) && x in s.caps
    ensures IndexOf(s.tree, x) < |s.tree| && In(s.tree, x) && TreeOk(s.tree)
  {
    reveal Linked(), In();
  }
}
