// SPDX-License-Identifier: BSD-2-Clause
include "Placement.dfy"
include "../Capabilities/Deletion.dfy"

/// Taking capabilities away keeps the invariants: one of several, the last one together with its object, a step of a deletion.
module Removal {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Finalisation
  import opened Deletion
  import opened Forest
  import opened Consistency
  import opened Endings
  import Memory
  import opened Invariants
  import opened Placement

  lemma RemoveParts(s: State, x: Slot)
    requires Linked(s) && x in s.caps
    ensures var t := Remove(s, x);
      && t.objects == s.objects && t.processor == s.processor && t.irqs == s.irqs
      && t.caps == s.caps - {x}
      && Linked(t)
      && (forall y :: y in t.caps ==> (IsRevocable(t.tree, y) <==> IsRevocable(s.tree, y)))
      && (forall a, b :: a in t.caps && b in t.caps ==> (Below(t.tree, a, b) <==> Below(s.tree, a, b)))
  {
    LinkedIndex(s, x);
    reveal Linked();
    Removed(s.tree, x);
  }

  /// What a state with fewer capabilities and the same objects keeps.
  lemma FewerKeep(s: State, x: Slot)
    requires Inv(s) && x in s.caps
    ensures var t := Remove(s, x);
      Linked(t) && MemoryRevocable(t) && Named(t) && Housed(t) && Zombies(t) && Apart(t) && Marked(t) && Issued(t) && Signalling(t)
      && Consistent(t)
  {
    var t := Remove(s, x);
    RemoveParts(s, x);
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Housed(t) by { reveal Housed(); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    SameObjects(s, t);
    assert Marked(t) by { reveal Marked(); }
    assert Zombies(t) by {
      reveal Zombies();
      forall z | z in t.caps && t.caps[z].ZombieCap?
        ensures Alone(t, z)
      {
        assert Alone(s, z);
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
  }

  /// One of several capabilities of an object, or one without an object, can go.
  lemma RemoveShared(s: State, x: Slot)
    requires Inv(s) && x in s.caps
    requires NamesObject(s.caps[x]) ==> !Alone(s, x)
    ensures Inv(Remove(s, x))
  {
    var t := Remove(s, x);
    FewerKeep(s, x);
    RemoveParts(s, x);
    assert Owned(t) by {
      reveal Owned();
      forall o | o in t.objects
        ensures exists y :: y in t.caps && NamesObject(t.caps[y]) && t.caps[y].address == o
      {
        var y :| y in s.caps && NamesObject(s.caps[y]) && s.caps[y].address == o;
        if y == x {
          var z :| z in s.caps && z != x && NamesObject(s.caps[z]) && s.caps[z].address == s.caps[x].address;
          assert z in t.caps;
        } else {
          assert y in t.caps;
        }
      }
    }
  }

  /// The last capability of an object goes with the object, if that contains no other capability.
  lemma RemoveLast(s: State, x: Slot)
    requires Inv(s) && x in s.caps && NamesObject(s.caps[x]) && Alone(s, x)
    requires forall y :: y in s.caps && y != x && y.Slot? ==> y.container != s.caps[x].address
    ensures Inv(Remove(Drop(s, s.caps[x]), x))
  {
    var o := s.caps[x].address;
    var t := Remove(Drop(s, s.caps[x]), x);
    var u := Remove(s, x);
    FewerKeep(s, x);
    RemoveParts(s, x);
    var f := Forget(s, o);
    assert t.objects == f.objects && t.processor == f.processor && t.caps == u.caps && t.tree == u.tree && t.irqs == u.irqs;
    SameObjects(f, t);
    assert Names(s.objects, s.caps[x]) by { reveal Named(); }
    assert Linked(t) by { reveal Linked(); }
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Housed(t) by { reveal Housed(); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    assert Marked(t) by { reveal Marked(); }
    assert Zombies(t) by {
      reveal Zombies();
      forall z | z in t.caps && t.caps[z].ZombieCap?
        ensures Alone(t, z)
      {
        assert Alone(u, z);
      }
    }
    assert Apart(t) by {
      reveal Apart();
      forall a, b | a in t.caps && b in t.caps && a != b && HasMemory(t.caps[a]) && HasMemory(t.caps[b])
        ensures ApartAt(t, a, b)
      {
        assert ApartAt(u, a, b);
      }
    }
    assert Owned(t) by {
      reveal Owned();
      forall p | p in t.objects
        ensures exists y :: y in t.caps && NamesObject(t.caps[y]) && t.caps[y].address == p
      {
        var y :| y in s.caps && NamesObject(s.caps[y]) && s.caps[y].address == p;
        assert y in t.caps;
      }
    }
  }

  /// What is no container contains no capability.
  lemma NoContainer(s: State, x: Slot)
    requires Inv(s) && x in s.caps && NamesObject(s.caps[x])
    requires !s.caps[x].ZombieCap? && !s.caps[x].CNodeCap? && !s.caps[x].ThreadCap?
    ensures forall y :: y in s.caps && y.Slot? ==> y.container != s.caps[x].address
  {
    reveal Named(), Housed();
  }

  /// IsFinal says that a capability is alone.
  lemma FinalAlone(s: State, x: Slot)
    requires x in s.caps && NamesObject(s.caps[x])
    ensures IsFinal(s, x) <==> Alone(s, x)
  {
    if !Alone(s, x) {
      var y :| y in s.caps && y != x && NamesObject(s.caps[y]) && s.caps[y].address == s.caps[x].address;
      assert SameObject(s.caps[x], s.caps[y]);
    }
  }

  /// The last capability of what is no container goes with the object, when that is out of use.
  lemma RemoveReleased(s: State, x: Slot)
    requires Inv(s) && x in s.caps && NamesObject(s.caps[x]) && Alone(s, x)
    requires !s.caps[x].ZombieCap? && !s.caps[x].CNodeCap? && !s.caps[x].ThreadCap?
    ensures var t := Remove(Drop(Release(s, s.caps[x]), s.caps[x]), x);
      && Inv(t)
      && t.caps == s.caps - {x}
      && t.irqs == s.irqs
      && t.tree == Remove(s, x).tree
  {
    var r := Release(s, s.caps[x]);
    KeepsInv(s, r);
    NoContainer(r, x);
    RemoveLast(r, x);
    RemoveParts(s, x);
  }

  lemma DeleteOneKeeps(s: State, irq: nat)
    requires Inv(s)
    ensures Inv(DeleteOne(s, IrqSlot(irq)))
    ensures DeleteOne(s, IrqSlot(irq)).caps == s.caps - {IrqSlot(irq)}
    ensures DeleteOne(s, IrqSlot(irq)).irqs == s.irqs
    ensures var t := DeleteOne(s, IrqSlot(irq));
      forall a, b :: a in t.caps && b in t.caps ==> (Below(t.tree, a, b) <==> Below(s.tree, a, b))
  {
    var x := IrqSlot(irq);
    if x in s.caps {
      assert s.caps[x].NotificationCap? by { reveal Signalling(); }
      FinalAlone(s, x);
      RemoveParts(s, x);
      if IsFinal(s, x) {
        RemoveReleased(s, x);
      } else {
        RemoveShared(s, x);
      }
    }
  }

  /// After the handler of an interrupt, which has no other, is out of use, the interrupt can be issued again.
  lemma DestroyKeeps(s: State, x: Slot)
    requires Inv(s) && x in s.caps && IsFinal(s, x)
    ensures var t := Destroy(s, s.caps[x]);
      && t.caps == (if s.caps[x].IrqHandlerCap? then s.caps - {IrqSlot(s.caps[x].irq)} else s.caps)
      && (forall a, b :: a in t.caps && b in t.caps ==> (Below(t.tree, a, b) <==> Below(s.tree, a, b)))
      && x in t.caps
      && (if s.caps[x].IrqHandlerCap? then Inv(Remove(t, x)) && Linked(t) else Inv(t) && t.tree == s.tree)
  {
    if s.caps[x].IrqHandlerCap? {
      var irq := s.caps[x].irq;
      assert x != IrqSlot(irq) by { reveal Signalling(); }
      DeleteOneKeeps(s, irq);
      var u := DeleteOne(s, IrqSlot(irq));
      RemoveShared(u, x);
      RemoveParts(u, x);
      var v := Remove(u, x);
      var t := Destroy(s, s.caps[x]);
      var w := Remove(t, x);
      assert w == v.(irqs := v.irqs[irq := IrqFree]);
      assert Linked(t) by { reveal Linked(); }
      FreedKeeps(v, irq);
    } else {
      KeepsInv(s, Destroy(s, s.caps[x]));
    }
  }

  lemma FreedKeeps(v: State, irq: nat)
    requires Inv(v)
    requires forall y :: y in v.caps && v.caps[y].IrqHandlerCap? ==> v.caps[y].irq != irq
    ensures Inv(v.(irqs := v.irqs[irq := IrqFree]))
  {
    var w := v.(irqs := v.irqs[irq := IrqFree]);
    assert Linked(w) by { reveal Linked(); }
    assert MemoryRevocable(w) by { reveal MemoryRevocable(); }
    assert Named(w) by { reveal Named(); }
    assert Owned(w) by { reveal Owned(); }
    assert Housed(w) by { reveal Housed(); }
    assert Issued(w) by { reveal Issued(); }
    assert Signalling(w) by { reveal Signalling(); }
    SameObjects(v, w);
    assert Marked(w) by { reveal Marked(); }
    assert Zombies(w) by {
      reveal Zombies();
      forall z | z in w.caps && w.caps[z].ZombieCap?
        ensures Alone(w, z)
      {
        assert Alone(v, z);
      }
    }
    assert Apart(w) by {
      reveal Apart();
      forall a, b | a in w.caps && b in w.caps && a != b && HasMemory(w.caps[a]) && HasMemory(w.caps[b])
        ensures ApartAt(w, a, b)
      {
        assert ApartAt(v, a, b);
      }
    }
  }

  /// Whether two states agree on the order of the capabilities that both have.
  ghost predicate SameOrder(s: State, t: State) {
    forall a, b :: a in t.caps && b in t.caps && a in s.caps && b in s.caps ==> (Below(t.tree, a, b) <==> Below(s.tree, a, b))
  }

  /// What FinaliseSlot does.
  lemma FinaliseSlotKeeps(s: State, x: Slot)
    requires Inv(s)
    ensures var t := FinaliseSlot(s, x);
      && Inv(t)
      && (x in t.caps ==> x in s.caps && t.caps[x].ZombieCap? && t.caps[x].remaining > 0 && t.caps[x].address == s.caps[x].address)
      && (x in t.caps && s.caps[x].ZombieCap? ==> t == s)
      && (x in s.caps && s.caps[x].ZombieCap? && s.caps[x].remaining > 0 ==> t == s)
      && (x in t.caps && !s.caps[x].ZombieCap? ==> ZombieOf(s.caps[x]) == Some(t.caps[x]))
      && (forall y :: y in t.caps ==> y in s.caps)
      && (forall y :: y in t.caps && y != x ==> t.caps[y] == s.caps[y])
      && (forall y :: y in s.caps && y != x && !y.IrqSlot? ==> y in t.caps)
      && SameOrder(s, t)
  {
    if x in s.caps {
      var cap := s.caps[x];
      RemoveParts(s, x);
      if cap.ZombieCap? {
        if cap.remaining == 0 {
          reveal Zombies();
          assert forall y :: y in s.caps && y.Slot? && y.container == cap.address ==> y == Slot(cap.address, y.index);
          RemoveLast(s, x);
          assert Remove(Drop(s, cap), x).tree == Remove(s, x).tree;
        }
      } else if !IsFinal(s, x) {
        if NamesObject(cap) { FinalAlone(s, x); }
        var t := Memory.Detach(s, cap);
        KeepsInv(s, t);
        RemoveShared(t, x);
        RemoveParts(t, x);
      } else {
        DestroyKeeps(s, x);
        var t := Destroy(s, cap);
        if ZombieOf(cap).Some? {
          FinalAlone(s, x);
          ZombieKeeps(t, x);
        } else if cap.IrqHandlerCap? {
          RemoveParts(t, x);
          assert Drop(t, cap) == t;
        } else if NamesObject(cap) {
          FinalAlone(s, x);
          RemoveReleased(s, x);
        } else {
          RemoveShared(t, x);
          RemoveParts(t, x);
          assert Drop(t, cap) == t;
        }
      }
    }
  }

  lemma ZombieKeeps(s: State, x: Slot)
    requires Inv(s) && x in s.caps && ZombieOf(s.caps[x]).Some? && Alone(s, x)
    ensures Inv(Store(s, x, ZombieOf(s.caps[x]).value))
  {
    var cap := s.caps[x];
    var zombie := ZombieOf(cap).value;
    assert Names(s.objects, cap) by { reveal Named(); }
    assert x.Slot? by { reveal Signalling(); }
    forall i: nat | zombie.remaining <= i
      ensures Slot(zombie.address, i) !in s.caps
    {
      reveal Housed();
      if Slot(zombie.address, i) in s.caps { assert Houses(s, Slot(zombie.address, i)); }
    }
    StoreKeeps(s, x, zombie);
  }
}
