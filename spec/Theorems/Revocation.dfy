// SPDX-License-Identifier: BSD-2-Clause
include "Removal.dfy"

/// Delete and Revoke end, keep the invariants, do what they say and nothing else.
module Revocation {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Finalisation
  import opened Deletion
  import opened Forest
  import opened Invariants
  import opened Placement
  import opened Removal

  // Weights

  ghost function Loose(caps: map<Slot, Cap>): set<Slot> {
    set slot | slot in caps && !IsHidden(caps, slot)
  }

  lemma FinaliseSlotWeight(s: State, x: Slot)
    requires Inv(s)
    ensures var t := FinaliseSlot(s, x);
      && Weight(t.caps) <= Weight(s.caps)
      && (x in s.caps && x !in t.caps ==> Weight(t.caps) < Weight(s.caps))
  {
    FinaliseSlotKeeps(s, x);
    var t := FinaliseSlot(s, x);
    assert t.caps.Keys <= s.caps.Keys;
    assert Loose(t.caps) <= Loose(s.caps);
    Subset(t.caps.Keys, s.caps.Keys);
    Subset(Loose(t.caps), Loose(s.caps));
    if x in s.caps && x !in t.caps { ProperSubset(t.caps.Keys, s.caps.Keys, x); }
  }

  lemma Subset<T>(a: set<T>, b: set<T>)
    requires a <= b
    ensures |a| <= |b|
  {
    assert b == a + (b - a);
  }

  lemma ProperSubset<T>(a: set<T>, b: set<T>, x: T)
    requires a <= b && x in b && x !in a
    ensures |a| < |b|
  {
    Subset(a, b - {x});
  }

  /// Moving a zombie to its own first slot makes the weight less.
  lemma HideWeight(s: State, a: Slot)
    requires Inv(s) && a in s.caps && s.caps[a].ZombieCap? && a != Slot(s.caps[a].address, 0)
    ensures Weight(Swap(s, a, Slot(s.caps[a].address, 0)).caps) < Weight(s.caps)
  {
    var first := Slot(s.caps[a].address, 0);
    var t := Swap(s, a, first);
    SwapParts(s, a, first);
    HideLoose(s, a);
    if first in s.caps {
      assert t.caps.Keys == s.caps.Keys;
      ProperSubset(Loose(t.caps), Loose(s.caps), first);
    } else {
      assert t.caps.Keys == s.caps.Keys - {a} + {first};
      ProperSubset(Loose(t.caps), Loose(s.caps), a);
    }
  }

  lemma HideLoose(s: State, a: Slot)
    requires Inv(s) && a in s.caps && s.caps[a].ZombieCap? && a != Slot(s.caps[a].address, 0)
    ensures var first := Slot(s.caps[a].address, 0);
      var t := Swap(s, a, first);
      && Loose(t.caps) <= Loose(s.caps)
      && first !in Loose(t.caps) && a in Loose(s.caps)
      && (first in s.caps ==> first in Loose(s.caps))
      && (first !in s.caps ==> a !in t.caps)
  {
    var first := Slot(s.caps[a].address, 0);
    var t := Swap(s, a, first);
    SwapParts(s, a, first);
    assert Alone(s, a) by { reveal Zombies(); }
    assert t.caps[first] == s.caps[a];
    forall x | x in Loose(t.caps)
      ensures x in Loose(s.caps)
    {
      assert x != first;
      if x != a { assert t.caps[x] == s.caps[x]; }
    }
  }

  // Steps

  /// A step keeps the invariants and brings the deletion nearer to its end.
  lemma StepKeeps(s: State, x: Slot)
    requires Inv(s) && x in s.caps
    ensures var t := Step(s, x);
      && Inv(t)
      && Progress(s, t, x)
      && Weight(t.caps) <= Weight(s.caps)
      && (x !in t.caps ==> Weight(t.caps) < Weight(s.caps))
  {
    reveal Step(), Progress();
    var t := FinaliseSlot(s, x);
    FinaliseSlotKeeps(s, x);
    FinaliseSlotWeight(s, x);
    if x in t.caps {
      var zombie := t.caps[x];
      var last := Slot(zombie.address, zombie.remaining - 1);
      assert x.Slot? by { reveal Signalling(); }
      ZombieFacts(t, x);
      if last == x {
        StepInsideOut(t, x);
      } else {
        StepInto(s, t, x);
      }
    }
  }

  lemma ZombieFacts(s: State, x: Slot)
    requires Inv(s) && x in s.caps && s.caps[x].ZombieCap?
    ensures Alone(s, x) && Names(s.objects, s.caps[x]) && s.caps[x].remaining <= SlotsOf(s.caps[x])
    ensures forall i: nat :: s.caps[x].remaining <= i ==> Slot(s.caps[x].address, i) !in s.caps
    ensures forall i: nat :: i < s.caps[x].remaining ==> Open(s, Slot(s.caps[x].address, i))
  {
    reveal Zombies(), Named();
    assert Alone(s, x);
    forall i: nat | i < s.caps[x].remaining
      ensures Open(s, Slot(s.caps[x].address, i))
    {
      reveal Open();
    }
  }

  lemma StepInsideOut(t: State, x: Slot)
    requires Inv(t) && x in t.caps && t.caps[x].ZombieCap? && t.caps[x].remaining > 0
    requires x == Slot(t.caps[x].address, t.caps[x].remaining - 1)
    ensures var zombie := t.caps[x];
      var u := if zombie.remaining == 1 then Remove(Drop(t, zombie), x) else Swap(t, x, Slot(zombie.address, 0));
      Inv(u) && Weight(u.caps) < Weight(t.caps)
  {
    var zombie := t.caps[x];
    ZombieFacts(t, x);
    if zombie.remaining == 1 {
      assert forall y :: y in t.caps && y.Slot? && y.container == zombie.address ==> y == Slot(zombie.address, y.index);
      RemoveLast(t, x);
      RemoveParts(t, x);
      var u := Remove(Drop(t, zombie), x);
      assert u.caps == Remove(t, x).caps;
      ProperSubset(u.caps.Keys, t.caps.Keys, x);
      assert Loose(u.caps) <= Loose(t.caps);
      Subset(Loose(u.caps), Loose(t.caps));
    } else {
      SwapKeeps(t, x, Slot(zombie.address, 0));
      HideWeight(t, x);
    }
  }

  lemma StepInto(s: State, t: State, x: Slot)
    requires Inv(s) && x in s.caps && t == FinaliseSlot(s, x) && Inv(t)
    requires x in t.caps && t.caps[x].ZombieCap? && t.caps[x].remaining > 0
    requires Weight(t.caps) <= Weight(s.caps)
    requires x != Slot(t.caps[x].address, t.caps[x].remaining - 1)
    ensures var u := Step(s, x);
      Inv(u) && Progress(s, u, x) && Weight(u.caps) <= Weight(s.caps) && (x !in u.caps ==> Weight(u.caps) < Weight(s.caps))
  {
    reveal Step(), Progress();
    var zombie := t.caps[x];
    var last := Slot(zombie.address, zombie.remaining - 1);
    var u := FinaliseSlot(t, last);
    ZombieFacts(t, x);
    FinaliseSlotKeeps(t, last);
    FinaliseSlotWeight(t, last);
    assert x.Slot? by { reveal Signalling(); }
    assert u.caps[x] == zombie;
    if last in u.caps {
      ZombieFacts(u, last);
      ZombieFacts(u, x);
      var first := Slot(u.caps[last].address, 0);
      assert u.caps[last].address != zombie.address;
      SwapKeeps(u, last, first);
      HideWeight(u, last);
    } else {
      var lesser := zombie.(remaining := zombie.remaining - 1);
      ZombieFacts(u, x);
      forall i: nat | lesser.remaining <= i
        ensures Slot(lesser.address, i) !in u.caps
      {
        if i == lesser.remaining { assert Slot(lesser.address, i) == last; }
      }
      StoreKeeps(u, x, lesser);
      StoreWeight(u, x, lesser);
      FinaliseSlotKeeps(s, x);
    }
  }

  lemma StoreWeight(u: State, x: Slot, cap: Cap)
    requires x in u.caps && u.caps[x].ZombieCap? && cap.ZombieCap? && cap.address == u.caps[x].address
    ensures Weight(Store(u, x, cap).caps) == Weight(u.caps)
  {
    var t := Store(u, x, cap);
    assert t.caps.Keys == u.caps.Keys;
    assert Loose(t.caps) == Loose(u.caps);
  }

  // Delete and Revoke

  /// Delete empties the slot and keeps the invariants.
  lemma DeleteKeeps(s: State, x: Slot)
    requires Inv(s)
    ensures var t := Delete(s, x);
      && Inv(t)
      && x !in t.caps
      && Weight(t.caps) <= Weight(s.caps)
      && (x in s.caps ==> Weight(t.caps) < Weight(s.caps))
    decreases Weight(s.caps), Left(s.caps, x)
  {
    reveal Delete();
    if x in s.caps {
      reveal Progress();
      StepKeeps(s, x);
      DeleteKeeps(Step(s, x), x);
    }
  }

  /// Revoke leaves no descendant and keeps the invariants.
  lemma RevokeKeeps(s: State, x: Slot)
    requires Inv(s)
    ensures var t := Revoke(s, x);
      && Inv(t)
      && (forall b :: !Below(t.tree, x, b))
    decreases Weight(s.caps)
  {
    reveal Revoke();
    var i := IndexOf(s.tree, x);
    if i == |s.tree| {
      reveal Below();
    } else {
      assert In(s.tree, x) && TreeOk(s.tree) by { reveal In(), Linked(); }
      Children(s, x);
      if HasChildren(s, x) {
        var next := s.tree[i + 1].slot;
        assert next in s.caps by { reveal Linked(); }
        DeleteKeeps(s, next);
        RevokeKeeps(Delete(s, next), x);
      }
    }
  }

  // Nothing else

  /// Whether a slot's container is in use: somebody holds a capability to the CNode or thread.
  ghost predicate Live(s: State, y: Slot) {
    y.Slot? && exists n :: n in s.caps && (s.caps[n].CNodeCap? || s.caps[n].ThreadCap?) && s.caps[n].address == y.container
  }

  /// Whether a slot holds the same in two states.
  ghost predicate SameAt(s: State, t: State, y: Slot) {
    (y in s.caps <==> y in t.caps) && (y in s.caps ==> s.caps[y] == t.caps[y])
  }

  /// Slots other than one that are in use afterwards were in use before, and hold the same.
  ghost predicate Frame(s: State, t: State, x: Slot) {
    && (forall y :: Live(t, y) ==> Live(s, y) && (y != x ==> SameAt(s, t, y)))
    && (forall a, b :: a != x && b != x && Live(t, a) && Live(t, b) && a in s.caps && b in s.caps ==>
          (Below(t.tree, a, b) <==> Below(s.tree, a, b)))
  }

  lemma FinaliseSlotFrame(s: State, x: Slot)
    requires Inv(s)
    ensures Frame(s, FinaliseSlot(s, x), x)
  {
    var t := FinaliseSlot(s, x);
    FinaliseSlotKeeps(s, x);
    forall y | Live(t, y)
      ensures Live(s, y) && (y != x ==> SameAt(s, t, y))
    {
      var n :| n in t.caps && (t.caps[n].CNodeCap? || t.caps[n].ThreadCap?) && t.caps[n].address == y.container;
      assert n in s.caps && s.caps[n] == t.caps[n];
    }
  }

  lemma FrameTransitive(s: State, t: State, u: State, x: Slot)
    requires Frame(s, t, x) && Frame(t, u, x)
    ensures Frame(s, u, x)
  {
    forall a, b | a != x && b != x && Live(u, a) && Live(u, b) && a in s.caps && b in s.caps
      ensures Below(u.tree, a, b) <==> Below(s.tree, a, b)
    {
      assert Live(t, a) && Live(t, b);
      assert SameAt(s, t, a) && SameAt(s, t, b);
    }
  }

  /// Exchanging slots of a container that nobody holds is not seen in a container that somebody holds.
  lemma SwapFrame(s: State, a: Slot, b: Slot, x: Slot)
    requires Inv(s) && a != b
    requires a == x || !Live(s, a)
    requires b == x || !Live(s, b)
    ensures Frame(s, Swap(s, a, b), x)
  {
    var t := Swap(s, a, b);
    SwapParts(s, a, b);
    forall y | Live(t, y)
      ensures Live(s, y) && (y != x ==> SameAt(s, t, y))
    {
      var n :| n in t.caps && (t.caps[n].CNodeCap? || t.caps[n].ThreadCap?) && t.caps[n].address == y.container;
      assert Exchanged(n, a, b) in s.caps;
    }
    forall c, d | c != x && d != x && Live(t, c) && Live(t, d) && c in s.caps && d in s.caps
      ensures Below(t.tree, c, d) <==> Below(s.tree, c, d)
    {
      assert Live(s, c) && Live(s, d);
    }
  }

  lemma ZombieNotLive(s: State, x: Slot, i: nat)
    requires Inv(s) && x in s.caps && s.caps[x].ZombieCap?
    ensures !Live(s, Slot(s.caps[x].address, i))
  {
    ZombieFacts(s, x);
    var y := Slot(s.caps[x].address, i);
    if Live(s, y) {
      var n :| n in s.caps && (s.caps[n].CNodeCap? || s.caps[n].ThreadCap?) && s.caps[n].address == y.container;
      assert n != x && NamesObject(s.caps[n]);
    }
  }

  lemma StepFrame(s: State, x: Slot)
    requires Inv(s) && x in s.caps
    ensures Frame(s, Step(s, x), x)
  {
    reveal Step();
    var t := FinaliseSlot(s, x);
    FinaliseSlotKeeps(s, x);
    FinaliseSlotFrame(s, x);
    if x in t.caps {
      var zombie := t.caps[x];
      var first, last := Slot(zombie.address, 0), Slot(zombie.address, zombie.remaining - 1);
      ZombieNotLive(t, x, 0);
      ZombieNotLive(t, x, zombie.remaining - 1);
      if last == x {
        if zombie.remaining == 1 {
          RemoveFrame(t, x);
          assert Frame(t, Remove(Drop(t, zombie), x), x);
          FrameTransitive(s, t, Remove(Drop(t, zombie), x), x);
        } else {
          SwapFrame(t, x, first, x);
          FrameTransitive(s, t, Swap(t, x, first), x);
        }
      } else {
        StepIntoFrame(t, x);
        FrameTransitive(s, t, Step(s, x), x);
      }
    }
  }

  lemma RemoveFrame(t: State, x: Slot)
    requires Inv(t) && x in t.caps && t.caps[x].ZombieCap?
    ensures Frame(t, Remove(Drop(t, t.caps[x]), x), x)
  {
    RemoveParts(t, x);
    var u := Remove(Drop(t, t.caps[x]), x);
    assert u.tree == Remove(t, x).tree && u.caps == Remove(t, x).caps;
  }

  /// What a step does in the container of a zombie, seen from a slot.
  function Inner(t: State, x: Slot, zombie: Cap, last: Slot): State
    requires zombie.ZombieCap? && zombie.remaining > 0
  {
    var u := FinaliseSlot(t, last);
    if last in u.caps && u.caps[last].ZombieCap? then Swap(u, last, Slot(u.caps[last].address, 0))
    else Store(u, x, zombie.(remaining := zombie.remaining - 1))
  }

  lemma StepIntoFrame(t: State, x: Slot)
    requires Inv(t) && x in t.caps && t.caps[x].ZombieCap? && t.caps[x].remaining > 0
    requires x != Slot(t.caps[x].address, t.caps[x].remaining - 1)
    ensures Frame(t, Inner(t, x, t.caps[x], Slot(t.caps[x].address, t.caps[x].remaining - 1)), x)
  {
    var zombie := t.caps[x];
    var last := Slot(zombie.address, zombie.remaining - 1);
    var u := FinaliseSlot(t, last);
    ZombieNotLive(t, x, zombie.remaining - 1);
    FinaliseSlotKeeps(t, last);
    FinaliseSlotFrame(t, last);
    assert x.Slot? by { reveal Signalling(); }
    assert u.caps[x] == zombie;
    forall y | Live(u, y)
      ensures y != last
    {
    }
    assert Frame(t, u, x);
    ZombieNotLive(u, x, zombie.remaining - 1);
    if last in u.caps {
      ZombieNotLive(u, last, 0);
      ZombieFacts(u, x);
      SwapFrame(u, last, Slot(u.caps[last].address, 0), x);
      FrameTransitive(t, u, Swap(u, last, Slot(u.caps[last].address, 0)), x);
    } else {
      var v := Store(u, x, zombie.(remaining := zombie.remaining - 1));
      assert Frame(u, v, x) by {
        forall y | Live(v, y)
          ensures Live(u, y) && (y != x ==> SameAt(u, v, y))
        {
          var n :| n in v.caps && (v.caps[n].CNodeCap? || v.caps[n].ThreadCap?) && v.caps[n].address == y.container;
          assert n in u.caps && u.caps[n] == v.caps[n];
        }
      }
      FrameTransitive(t, u, v, x);
    }
  }

  /// Delete changes no slot but its own in a container that is in use afterwards.
  lemma DeleteFrame(s: State, x: Slot)
    requires Inv(s)
    ensures Frame(s, Delete(s, x), x)
    decreases Weight(s.caps), Left(s.caps, x)
  {
    reveal Delete();
    if x in s.caps {
      reveal Progress();
      StepKeeps(s, x);
      StepFrame(s, x);
      DeleteFrame(Step(s, x), x);
      FrameTransitive(s, Step(s, x), Delete(s, x), x);
    }
  }

  /// Revocation: nothing derived from the capability is left, and what was not derived from it is left where it was.
  /// Of the slots of containers that the revocation has destroyed, nothing is said.
  lemma RevokeTheorem(s: State, x: Slot)
    requires Inv(s)
    ensures var t := Revoke(s, x);
      && Inv(t)
      && (forall b :: !Below(t.tree, x, b))
      && (Live(t, x) ==> forall y :: Live(t, y) && !Below(s.tree, x, y) ==> SameAt(s, t, y))
      && (Live(t, x) ==> forall y :: Live(t, y) && Below(s.tree, x, y) ==> y !in t.caps)
      && (forall y :: Live(t, y) ==> Live(s, y))
    decreases Weight(s.caps)
  {
    reveal Revoke();
    RevokeKeeps(s, x);
    var i := IndexOf(s.tree, x);
    var t := Revoke(s, x);
    if i < |s.tree| && HasChildren(s, x) {
      assert In(s.tree, x) && TreeOk(s.tree) by { reveal In(), Linked(); }
      Children(s, x);
      var next := s.tree[i + 1].slot;
      assert next in s.caps && x in s.caps by { reveal Linked(); }
      DeleteKeeps(s, next);
      DeleteFrame(s, next);
      var u := Delete(s, next);
      RevokeTheorem(u, x);
      if Live(t, x) {
        assert Live(u, x) && SameAt(s, u, x);
        forall y | Live(t, y) && !Below(s.tree, x, y)
          ensures SameAt(s, t, y)
        {
          assert Live(u, y) && y != next;
          assert SameAt(s, u, y);
          if y in s.caps {
            assert !Below(u.tree, x, y);
          } else {
            NotBelow(u, x, y);
          }
        }
        forall y | Live(t, y) && Below(s.tree, x, y)
          ensures y !in t.caps
        {
          Strict(s.tree, x, y);
          assert y in s.caps by { reveal Linked(); }
          assert Live(u, y);
          if y != next { assert Below(u.tree, x, y); }
          else { NotBelow(u, x, y); }
        }
      }
    } else {
      forall y | Below(s.tree, x, y)
        ensures false
      {
        assert !Below(t.tree, x, y);
      }
    }
  }

  lemma NotBelow(s: State, x: Slot, y: Slot)
    requires Inv(s) && y !in s.caps
    ensures !Below(s.tree, x, y)
  {
    if Below(s.tree, x, y) {
      Strict(s.tree, x, y);
      reveal Linked();
    }
  }
}
