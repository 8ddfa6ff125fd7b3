// SPDX-License-Identifier: BSD-2-Clause
include "UntypedInvariants.dfy"
include "../Entry/Boot.dfy"

/// The state at boot has the invariants, if the boot code hands out memory that does not overlap and puts capabilities in slots that exist.
module BootInvariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Consistency
  import opened Untypeds
  import opened Boot
  import opened Forest
  import opened Invariants
  import opened UntypedInvariants

  /// What the boot code has to see to when it adds a part.
  ghost predicate MayAdd(s: State, part: Part) {
    var cap := part.cap;
    && part.slot !in s.caps
    && part.slot.Slot?
    && Houses(Add(s, part), part.slot)
    && (HasMemory(cap) ==> IsFirst(cap))
    && (HasMemory(cap) ==> forall y :: y in s.caps && HasMemory(s.caps[y]) ==> Disjoint(s.caps[y], cap))
    && !cap.IrqHandlerCap? && !cap.ZombieCap?
    && (forall z :: z in s.caps ==> !s.caps[z].ZombieCap?)
  }

  lemma AppendTree(tree: seq<Node>, slot: Slot)
    requires TreeOk(tree) && !In(tree, slot)
    ensures var t := tree + [Node(slot, 0, true)];
      && TreeOk(t)
      && (forall x :: In(t, x) <==> In(tree, x) || x == slot)
      && (forall x :: In(tree, x) ==> (IsRevocable(t, x) <==> IsRevocable(tree, x)))
      && IsRevocable(t, slot)
      && (forall a, b :: In(tree, a) && In(tree, b) ==> (Below(t, a, b) <==> Below(tree, a, b)))
      && (forall a :: !Below(t, a, slot))
      && (forall b :: !Below(t, slot, b))
  {
    var t := tree + [Node(slot, 0, true)];
    NotIn(tree, slot);
    assert TreeOk(t) by { reveal TreeOk(); }
    reveal In(), IsRevocable(), Below();
    IndexIs(t, |tree|);
    forall x | In(tree, x)
      ensures IndexOf(t, x) == IndexOf(tree, x)
    {
      var i := IndexOf(tree, x);
      assert t[i] == tree[i];
      IndexIs(t, i);
    }
    forall a, b | In(tree, a) && In(tree, b)
      ensures Below(t, a, b) <==> Below(tree, a, b)
    {
      var i, j := IndexOf(tree, a), IndexOf(tree, b);
      assert forall k :: i <= k <= j ==> t[k] == tree[k];
    }
    forall x | In(t, x) && x != slot
      ensures In(tree, x)
    {
      var i := IndexOf(t, x);
      assert i < |tree| && tree[i] == t[i];
      IndexIs(tree, i);
    }
  }

  lemma AddKeeps(s: State, part: Part)
    requires Inv(s) && MayAdd(s, part)
    ensures Inv(Add(s, part))
  {
    var t := Add(s, part);
    var cap := part.cap;
    assert TreeOk(s.tree) && !In(s.tree, part.slot) by { reveal Linked(); }
    AppendTree(s.tree, part.slot);
    assert HasMemory(cap) ==> cap.address !in s.objects by { reveal Owned(); }
    assert Linked(t) by { reveal Linked(); }
    assert MemoryRevocable(t) by {
      reveal MemoryRevocable();
      forall x | x in t.caps && t.caps[x].UntypedCap?
        ensures IsRevocable(t.tree, x)
      {
        if x != part.slot { assert In(s.tree, x) by { reveal Linked(); } }
      }
    }
    assert Named(t) by { reveal Named(); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    assert Housed(t) by { reveal Housed(); }
    AddConsistent(s, part);
    AddZombies(s, part);
    AddOwned(s, part);
    AddMarked(s, part);
    AddApart(s, part);
  }

  lemma AddConsistent(s: State, part: Part)
    requires Consistent(s) && (HasMemory(part.cap) ==> part.cap.address !in s.objects)
    ensures Consistent(Add(s, part))
  {
    var t := Add(s, part);
    var made := NewObject(part.cap, 0);
    if made.Some? {
      var u := s.(objects := s.objects[part.cap.address := made.value]);
      assert Waiters(made.value) == [] && forall p :: Ref(made.value, p) == None;
      assert forall a :: IsThread(s, a) ==> IsThread(t, a) && t.objects[a] == s.objects[a];
      assert forall a :: IsThread(t, a) && !IsThread(s, a) ==> a == part.cap.address && t.objects[a].thread == NewThread(0);
      assert Mutual(t) by { reveal Mutual(); }
      assert Queued(t) by { reveal Queued(); }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); }
    } else {
      SameObjects(s, t);
    }
  }

  lemma AddOwned(s: State, part: Part)
    requires Owned(s) && MayAdd(s, part)
    ensures Owned(Add(s, part))
  {
    var t := Add(s, part);
    reveal Owned();
    forall o | o in t.objects
      ensures exists x :: x in t.caps && NamesObject(t.caps[x]) && t.caps[x].address == o
    {
      if o in s.objects {
        var x :| x in s.caps && NamesObject(s.caps[x]) && s.caps[x].address == o;
        assert x in t.caps && t.caps[x] == s.caps[x];
      } else {
        assert part.slot in t.caps && t.caps[part.slot] == part.cap;
      }
    }
  }

  /// While the boot code adds capabilities, nothing is being destroyed.
  lemma AddZombies(s: State, part: Part)
    requires MayAdd(s, part)
    ensures Zombies(Add(s, part))
  {
    reveal Zombies();
  }

  lemma AddMarked(s: State, part: Part)
    requires Inv(s) && MayAdd(s, part)
    ensures Marked(Add(s, part))
  {
    var t := Add(s, part);
    assert TreeOk(s.tree) && !In(s.tree, part.slot) && (forall x :: In(s.tree, x) <==> x in s.caps) by { reveal Linked(); }
    AppendTree(s.tree, part.slot);
    reveal Marked();
    forall x, y | x in t.caps && y in t.caps && t.caps[x].UntypedCap? && Below(t.tree, x, y) && HasMemory(t.caps[y])
      ensures Within(t.caps[x], t.caps[y])
    {
      assert x != part.slot && y != part.slot;
      assert Below(s.tree, x, y);
    }
  }

  lemma AddApart(s: State, part: Part)
    requires Inv(s) && MayAdd(s, part)
    ensures Apart(Add(s, part))
  {
    var t := Add(s, part);
    assert TreeOk(s.tree) && !In(s.tree, part.slot) && (forall x :: In(s.tree, x) <==> x in s.caps) by { reveal Linked(); }
    AppendTree(s.tree, part.slot);
    reveal Apart();
    forall x, y | x in t.caps && y in t.caps && x != y && HasMemory(t.caps[x]) && HasMemory(t.caps[y])
      ensures ApartAt(t, x, y)
    {
      if x != part.slot && y != part.slot { assert ApartAt(s, x, y); }
      else if x == part.slot { assert Disjoint(s.caps[y], part.cap); }
      else { assert Disjoint(s.caps[x], part.cap); }
    }
  }

  lemma EmptyWithInterrupts(irqs: map<nat, IrqUse>)
    ensures Inv(Empty.(irqs := irqs))
  {
    reveal Linked(), MemoryRevocable(), Named(), Owned(), Housed(), Zombies(), Apart(), Invariants.Marked();
    reveal Issued(), Signalling(), TreeOk(), In(), Mutual(), Queued(), Scheduled(), Answerable();
  }

  /// The state at boot has the invariants, if each part might be added to those before it.
  lemma StartInv(irqs: map<nat, IrqUse>, parts: seq<Part>)
    requires forall n :: 0 <= n < |parts| ==> MayAdd(Initial(irqs, parts[..n]), parts[n])
    ensures Inv(Initial(irqs, parts))
    decreases |parts|
  {
    if parts == [] {
      EmptyWithInterrupts(irqs);
    } else {
      var fewer := parts[..|parts| - 1];
      forall n | 0 <= n < |fewer|
        ensures MayAdd(Initial(irqs, fewer[..n]), fewer[n])
      {
        assert fewer[..n] == parts[..n];
        assert MayAdd(Initial(irqs, parts[..n]), parts[n]);
      }
      StartInv(irqs, fewer);
      assert MayAdd(Initial(irqs, parts[..|parts| - 1]), parts[|parts| - 1]);
      AddKeeps(Initial(irqs, fewer), parts[|parts| - 1]);
    }
  }
}
