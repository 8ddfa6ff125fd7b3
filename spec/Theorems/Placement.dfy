// SPDX-License-Identifier: BSD-2-Clause
include "Invariants.dfy"

/// Putting a derived capability in an empty slot, exchanging two slots and replacing a capability in place keep the invariants.
module Placement {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Forest
  import opened Consistency
  import opened Invariants

  /// What may be inserted as derived from another capability.
  ghost predicate MayDerive(s: State, cap: Cap, source: Slot)
    requires source in s.caps
  {
    var original := s.caps[source];
    && !original.ZombieCap? && !cap.ZombieCap?
    && (HasMemory(cap) ==> HasMemory(original) && cap.address == original.address && SizeBits(cap) == SizeBits(original))
    && (cap.UntypedCap? <==> original.UntypedCap?)
    && (cap.UntypedCap? ==> !HasChildren(s, source) && cap == original)
    && (NamesObject(cap) ==> Names(s.objects, cap))
    && (cap.IrqHandlerCap? ==> cap.irq in s.irqs && s.irqs[cap.irq] == IrqIssued)
  }

  /// Insert said of slots.
  lemma InsertParts(s: State, cap: Cap, source: Slot, destination: Slot)
    requires Linked(s) && source in s.caps && destination !in s.caps
    ensures var t := Insert(s, cap, source, destination);
      && t.objects == s.objects && t.processor == s.processor && t.irqs == s.irqs
      && t.caps.Keys == s.caps.Keys + {destination}
      && t.caps[destination] == cap
      && (forall x :: x in s.caps && x != source ==> t.caps[x] == s.caps[x])
      && t.caps[source] ==
           (if cap.UntypedCap? && s.caps[source].UntypedCap? then s.caps[source].(free := Pow2(s.caps[source].bits))
            else s.caps[source])
      && Linked(t)
      && (forall x :: x in s.caps ==> (IsRevocable(t.tree, x) <==> IsRevocable(s.tree, x)))
      && (IsRevocable(t.tree, destination) <==> IsOriginal(cap, s.caps[source]))
      && (forall a, b :: a in s.caps && b in s.caps ==> (Below(t.tree, a, b) <==> Below(s.tree, a, b)))
      && (forall a :: a in s.caps ==>
            (Below(t.tree, a, destination) <==> Below(s.tree, a, source) || (a == source && IsRevocable(s.tree, source))))
      && (forall b :: !Below(t.tree, destination, b))
  {
    LinkedIndex(s, source);
    reveal Linked();
    assert !In(s.tree, destination);
    Inserted(s.tree, source, destination, IsOriginal(cap, s.caps[source]));
  }

  lemma InsertKeeps(s: State, cap: Cap, source: Slot, destination: Slot)
    requires Inv(s) && source in s.caps && destination !in s.caps && Usable(s, destination) && MayDerive(s, cap, source)
    requires destination.IrqSlot? ==> cap.NotificationCap?
    ensures Inv(Insert(s, cap, source, destination))
  {
    var t := Insert(s, cap, source, destination);
    InsertParts(s, cap, source, destination);
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Owned(t) by {
      reveal Owned();
      forall o | o in t.objects
        ensures exists x :: x in t.caps && NamesObject(t.caps[x]) && t.caps[x].address == o
      {
        var x :| x in s.caps && NamesObject(s.caps[x]) && s.caps[x].address == o;
        assert x in t.caps && t.caps[x] == s.caps[x];
      }
    }
    assert Housed(t) by { reveal Housed(), Usable(); }
    assert Zombies(t) by { InsertZombies(s, cap, source, destination); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    SameObjects(s, t);
    InsertMarked(s, cap, source, destination);
    InsertApart(s, cap, source, destination);
  }

  lemma InsertZombies(s: State, cap: Cap, source: Slot, destination: Slot)
    requires Inv(s) && source in s.caps && destination !in s.caps && Usable(s, destination) && MayDerive(s, cap, source)
    ensures Zombies(Insert(s, cap, source, destination))
  {
    var t := Insert(s, cap, source, destination);
    InsertParts(s, cap, source, destination);
    reveal Zombies(), Usable();
    forall x | x in t.caps && t.caps[x].ZombieCap?
      ensures Alone(t, x) && forall i: nat :: t.caps[x].remaining <= i ==> Slot(t.caps[x].address, i) !in t.caps
    {
      assert x in s.caps && s.caps[x] == t.caps[x];
      assert Alone(s, x);
    }
  }

  lemma InsertMarked(s: State, cap: Cap, source: Slot, destination: Slot)
    requires Inv(s) && source in s.caps && destination !in s.caps && MayDerive(s, cap, source)
    ensures Marked(Insert(s, cap, source, destination))
  {
    var t := Insert(s, cap, source, destination);
    InsertParts(s, cap, source, destination);
    LinkedIndex(s, source);
    Children(s, source);
    reveal Marked();
    forall x, y | x in t.caps && y in t.caps && t.caps[x].UntypedCap? && Below(t.tree, x, y) && HasMemory(t.caps[y])
      ensures Within(t.caps[x], t.caps[y])
    {
      assert x != destination;
      if y == destination {
        if x != source {
          assert Below(s.tree, x, source);
          assert Within(s.caps[x], s.caps[source]);
        }
      } else {
        assert Below(s.tree, x, y);
        assert Within(s.caps[x], s.caps[y]);
      }
    }
  }

  lemma InsertApart(s: State, cap: Cap, source: Slot, destination: Slot)
    requires Inv(s) && source in s.caps && destination !in s.caps && MayDerive(s, cap, source)
    ensures Apart(Insert(s, cap, source, destination))
  {
    var t := Insert(s, cap, source, destination);
    InsertParts(s, cap, source, destination);
    LinkedIndex(s, source);
    Children(s, source);
    reveal Apart();
    forall x, y | x in t.caps && y in t.caps && x != y && HasMemory(t.caps[x]) && HasMemory(t.caps[y])
      ensures ApartAt(t, x, y)
    {
      if x != destination && y != destination {
        assert ApartAt(s, x, y);
      } else {
        var other := if x == destination then y else x;
        assert IsRevocable(s.tree, source) || !cap.UntypedCap? by { reveal MemoryRevocable(); }
        if other != source {
          assert ApartAt(s, source, other);
          assert ApartAt(t, destination, other);
        } else {
          assert ApartAt(t, destination, other);
        }
      }
    }
  }

  // Exchange

  lemma SwapParts(s: State, a: Slot, b: Slot)
    requires Linked(s) && a != b
    ensures var t := Swap(s, a, b);
      && t.objects == s.objects && t.processor == s.processor && t.irqs == s.irqs
      && (forall x :: x in t.caps <==> Exchanged(x, a, b) in s.caps)
      && (forall x :: x in t.caps ==> t.caps[x] == s.caps[Exchanged(x, a, b)])
      && Linked(t)
      && (forall x :: IsRevocable(t.tree, x) <==> IsRevocable(s.tree, Exchanged(x, a, b)))
      && (forall x, y :: x in t.caps && y in t.caps ==>
            (Below(t.tree, x, y) <==> Below(s.tree, Exchanged(x, a, b), Exchanged(y, a, b))))
  {
    reveal Linked();
    Exchange(s.tree, a, b);
  }

  /// Whether a slot exists and is none that a destruction has already emptied.
  opaque ghost predicate Open(s: State, x: Slot) {
    && Houses(s, x)
    && forall z :: z in s.caps && s.caps[z].ZombieCap? && x.Slot? && s.caps[z].address == x.container ==> x.index < s.caps[z].remaining
  }

  lemma UsableOpen(s: State, x: Slot)
    requires Usable(s, x)
    ensures Open(s, x)
  {
    reveal Usable(), Open();
  }

  lemma HeldOpen(s: State, x: Slot)
    requires Inv(s) && x in s.caps
    ensures Open(s, x)
  {
    reveal Open(), Housed(), Zombies();
    if x.Slot? { assert x == Slot(x.container, x.index); }
  }

  lemma SwapKeeps(s: State, a: Slot, b: Slot)
    requires Inv(s) && a != b && Open(s, a) && Open(s, b) && a.Slot? && b.Slot?
    ensures Inv(Swap(s, a, b))
  {
    var t := Swap(s, a, b);
    SwapParts(s, a, b);
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    SameObjects(s, t);
    assert Housed(t) by { reveal Housed(), Open(); }
    assert Owned(t) by {
      reveal Owned();
      forall o | o in t.objects
        ensures exists x :: x in t.caps && NamesObject(t.caps[x]) && t.caps[x].address == o
      {
        var x :| x in s.caps && NamesObject(s.caps[x]) && s.caps[x].address == o;
        assert Exchanged(Exchanged(x, a, b), a, b) == x;
        assert Exchanged(x, a, b) in t.caps;
      }
    }
    assert Zombies(t) by { SwapZombies(s, a, b); }
    assert Apart(t) by {
      reveal Apart();
      forall x, y | x in t.caps && y in t.caps && x != y && HasMemory(t.caps[x]) && HasMemory(t.caps[y])
        ensures ApartAt(t, x, y)
      {
        assert ApartAt(s, Exchanged(x, a, b), Exchanged(y, a, b));
      }
    }
    assert Marked(t) by {
      reveal Marked();
      forall x, y | x in t.caps && y in t.caps && t.caps[x].UntypedCap? && Below(t.tree, x, y) && HasMemory(t.caps[y])
        ensures Within(t.caps[x], t.caps[y])
      {
        assert Below(s.tree, Exchanged(x, a, b), Exchanged(y, a, b));
      }
    }
  }

  lemma SwapZombies(s: State, a: Slot, b: Slot)
    requires Inv(s) && a != b && Open(s, a) && Open(s, b)
    ensures Zombies(Swap(s, a, b))
  {
    var t := Swap(s, a, b);
    SwapParts(s, a, b);
    reveal Zombies(), Open();
    forall x | x in t.caps && t.caps[x].ZombieCap?
      ensures t.caps[x].remaining <= SlotsOf(t.caps[x]) && Alone(t, x)
      ensures forall i: nat :: t.caps[x].remaining <= i ==> Slot(t.caps[x].address, i) !in t.caps
    {
      var x' := Exchanged(x, a, b);
      assert x' in s.caps && s.caps[x'] == t.caps[x];
      assert Alone(s, x');
      forall i: nat | t.caps[x].remaining <= i
        ensures Slot(t.caps[x].address, i) !in t.caps
      {
        var y := Slot(t.caps[x].address, i);
        assert y !in s.caps;
        assert y != a && y != b;
      }
    }
  }

  // Replacement

  /// Another form of a capability: the same memory or object.
  ghost predicate SameThing(s: State, before: Cap, cap: Cap) {
    && (HasMemory(cap) <==> HasMemory(before))
    && (NamesObject(cap) <==> NamesObject(before))
    && (HasMemory(cap) ==> cap.address == before.address && SizeBits(cap) == SizeBits(before))
    && (NamesObject(cap) ==> Names(s.objects, cap))
    && (cap.IrqHandlerCap? ==> cap == before)
  }

  lemma StoreKeeps(s: State, x: Slot, cap: Cap)
    requires Inv(s) && x in s.caps && SameThing(s, s.caps[x], cap)
    requires cap.UntypedCap? ==> s.caps[x].free <= cap.free <= Pow2(cap.bits) || (!HasChildren(s, x) && cap.free <= Pow2(cap.bits))
    requires cap.ZombieCap? ==> Alone(s, x) && cap.remaining <= SlotsOf(cap)
    requires cap.ZombieCap? ==> forall i: nat :: cap.remaining <= i ==> Slot(cap.address, i) !in s.caps
    requires x.IrqSlot? ==> cap.NotificationCap?
    ensures Inv(Store(s, x, cap))
  {
    var t := Store(s, x, cap);
    assert Linked(t) by { reveal Linked(); }
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Issued(t) by { reveal Issued(); }
    assert Housed(t) by { reveal Housed(); }
    assert Signalling(t) by { reveal Signalling(); }
    SameObjects(s, t);
    assert Owned(t) by {
      reveal Owned();
      forall o | o in t.objects
        ensures exists y :: y in t.caps && NamesObject(t.caps[y]) && t.caps[y].address == o
      {
        var y :| y in s.caps && NamesObject(s.caps[y]) && s.caps[y].address == o;
        assert y in t.caps;
      }
    }
    assert Zombies(t) by {
      reveal Zombies();
      forall z | z in t.caps && t.caps[z].ZombieCap?
        ensures Alone(t, z)
      {
        if z != x { assert Alone(s, z); }
      }
    }
    assert Apart(t) by {
      reveal Apart();
      forall a, b | a in t.caps && b in t.caps && a != b && HasMemory(t.caps[a]) && HasMemory(t.caps[b])
        ensures ApartAt(t, a, b)
      {
        assert ApartAt(s, a, b);
      }
    }
    assert Marked(t) by {
      LinkedIndex(s, x);
      Children(s, x);
      reveal Marked();
      forall a, b | a in t.caps && b in t.caps && t.caps[a].UntypedCap? && Below(t.tree, a, b) && HasMemory(t.caps[b])
        ensures Within(t.caps[a], t.caps[b])
      {
        assert Below(s.tree, a, b);
        assert Within(s.caps[a], s.caps[b]);
      }
    }
  }
}
