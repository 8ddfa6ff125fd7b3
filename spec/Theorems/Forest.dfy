// SPDX-License-Identifier: BSD-2-Clause
include "../Capabilities/DerivationTree.dfy"

/// Facts about the derivation forest alone: what insertion, removal and renaming do to "is a descendant of".
module Forest {
  import opened State
  import opened DerivationTree

  ghost predicate Ancestor(tree: seq<Node>, i: nat, j: nat) {
    i < j < |tree| && forall k :: i < k <= j ==> tree[k].depth > tree[i].depth
  }

  /// Nodes are distinct, each is at most one level deeper than the one before it, and one that is not revocable is a leaf.
  opaque ghost predicate TreeOk(tree: seq<Node>) {
    && (forall i, j :: 0 <= i < j < |tree| ==> tree[i].slot != tree[j].slot)
    && (|tree| > 0 ==> tree[0].depth == 0)
    && (forall i :: 0 <= i < |tree| - 1 ==>
          tree[i + 1].depth <= tree[i].depth + if tree[i].revocable then 1 else 0)
  }

  opaque ghost predicate In(tree: seq<Node>, slot: Slot) {
    IndexOf(tree, slot) < |tree|
  }

  /// Whether `b` is a descendant of `a`.
  opaque ghost predicate Below(tree: seq<Node>, a: Slot, b: Slot) {
    Ancestor(tree, IndexOf(tree, a), IndexOf(tree, b))
  }

  opaque ghost predicate IsRevocable(tree: seq<Node>, slot: Slot) {
    var i := IndexOf(tree, slot);
    i < |tree| && tree[i].revocable
  }

  lemma IndexIs(tree: seq<Node>, i: nat)
    requires TreeOk(tree) && i < |tree|
    ensures IndexOf(tree, tree[i].slot) == i
  {
    reveal TreeOk();
    var j := IndexOf(tree, tree[i].slot);
    if j < i { assert tree[j].slot == tree[i].slot; }
  }

  lemma NotIn(tree: seq<Node>, slot: Slot)
    ensures !In(tree, slot) <==> forall k :: 0 <= k < |tree| ==> tree[k].slot != slot
  {
    reveal In();
  }

  // Insertion

  function Shifted(i: nat, k: nat): nat {
    if k <= i then k else k + 1
  }

  lemma InsertIndices(tree: seq<Node>, i: nat, slot: Slot, asChild: bool, revocable: bool)
    requires i < |tree|
    ensures var t := InsertBehind(tree, i, slot, asChild, revocable);
      && |t| == |tree| + 1
      && (forall k :: 0 <= k < |tree| ==> t[Shifted(i, k)] == tree[k])
      && t[i + 1] == Node(slot, tree[i].depth + if asChild then 1 else 0, revocable)
  {
  }

  lemma InsertAncestor(tree: seq<Node>, i: nat, slot: Slot, revocable: bool, j: nat, k: nat)
    requires TreeOk(tree) && i < |tree| && j < |tree| && k < |tree|
    ensures var t := InsertBehind(tree, i, slot, tree[i].revocable, revocable);
      Ancestor(t, Shifted(i, j), Shifted(i, k)) <==> Ancestor(tree, j, k)
  {
    reveal TreeOk();
    var asChild := tree[i].revocable;
    var t := InsertBehind(tree, i, slot, asChild, revocable);
    InsertIndices(tree, i, slot, asChild, revocable);
    if Ancestor(tree, j, k) {
      assert j == i && j < k ==> tree[i + 1].depth > tree[i].depth;
      forall x | Shifted(i, j) < x <= Shifted(i, k)
        ensures t[x].depth > t[Shifted(i, j)].depth
      {
        if x <= i { assert t[x] == tree[x]; }
        else if x == i + 1 { }
        else { assert Shifted(i, x - 1) == x; assert t[x] == tree[x - 1]; }
      }
    }
    if Ancestor(t, Shifted(i, j), Shifted(i, k)) {
      forall x | j < x <= k
        ensures tree[x].depth > tree[j].depth
      {
        assert t[Shifted(i, x)] == tree[x];
      }
    }
  }

  lemma InsertNode(tree: seq<Node>, i: nat, slot: Slot, revocable: bool, j: nat)
    requires TreeOk(tree) && i < |tree| && j < |tree|
    ensures var t := InsertBehind(tree, i, slot, tree[i].revocable, revocable);
      && (Ancestor(t, Shifted(i, j), i + 1) <==> Ancestor(tree, j, i) || (j == i && tree[i].revocable))
      && !Ancestor(t, i + 1, Shifted(i, j))
  {
    reveal TreeOk();
    var t := InsertBehind(tree, i, slot, tree[i].revocable, revocable);
    InsertIndices(tree, i, slot, tree[i].revocable, revocable);
    if Ancestor(t, Shifted(i, j), i + 1) {
      forall x | j < x <= i
        ensures tree[x].depth > tree[j].depth
      {
        assert t[x] == tree[x];
      }
    }
    if Ancestor(tree, j, i) || (j == i && tree[i].revocable) {
      forall x | j < x <= i + 1
        ensures t[x].depth > t[j].depth
      {
        if x <= i { assert t[x] == tree[x]; }
      }
    }
    if Ancestor(t, i + 1, Shifted(i, j)) {
      assert t[Shifted(i, i + 1)] == tree[i + 1];
      assert t[i + 2].depth > t[i + 1].depth;
    }
  }

  lemma InsertOk(tree: seq<Node>, i: nat, slot: Slot, revocable: bool)
    requires TreeOk(tree) && i < |tree| && !In(tree, slot)
    ensures TreeOk(InsertBehind(tree, i, slot, tree[i].revocable, revocable))
  {
    reveal TreeOk();
    NotIn(tree, slot);
    InsertIndices(tree, i, slot, tree[i].revocable, revocable);
    var t := InsertBehind(tree, i, slot, tree[i].revocable, revocable);
    forall x | 0 <= x < |t| - 1
      ensures t[x + 1].depth <= t[x].depth + if t[x].revocable then 1 else 0
    {
      if x + 1 <= i { assert t[x] == tree[x] && t[x + 1] == tree[x + 1]; }
      else if x == i { assert t[x] == tree[i]; }
      else if x == i + 1 { assert t[Shifted(i, i + 1)] == tree[i + 1]; }
      else { assert t[Shifted(i, x - 1)] == tree[x - 1] && t[Shifted(i, x)] == tree[x]; }
    }
    forall x, y | 0 <= x < y < |t|
      ensures t[x].slot != t[y].slot
    {
      if x <= i { assert t[Shifted(i, x)] == tree[x]; } else if x > i + 1 { assert t[Shifted(i, x - 1)] == tree[x - 1]; }
      if y <= i { assert t[Shifted(i, y)] == tree[y]; } else if y > i + 1 { assert t[Shifted(i, y - 1)] == tree[y - 1]; }
    }
  }

  /// What inserting a node behind another one does, said of slots.
  lemma Inserted(tree: seq<Node>, source: Slot, slot: Slot, revocable: bool)
    requires TreeOk(tree) && In(tree, source) && !In(tree, slot)
    ensures var i := IndexOf(tree, source);
      i < |tree| &&
      var t := InsertBehind(tree, i, slot, tree[i].revocable, revocable);
      && TreeOk(t)
      && (forall x :: In(t, x) <==> In(tree, x) || x == slot)
      && (forall x :: x != slot ==> (IsRevocable(t, x) <==> IsRevocable(tree, x)))
      && (IsRevocable(t, slot) <==> revocable)
      && (forall a, b :: a != slot && b != slot && In(tree, a) && In(tree, b) ==> (Below(t, a, b) <==> Below(tree, a, b)))
      && (forall a :: In(tree, a) ==>
            (Below(t, a, slot) <==> Below(tree, a, source) || (a == source && IsRevocable(tree, source))))
      && (forall b :: !Below(t, slot, b))
  {
    reveal In(), IsRevocable(), Below();
    NotIn(tree, slot);
    var i := IndexOf(tree, source);
    var t := InsertBehind(tree, i, slot, tree[i].revocable, revocable);
    InsertOk(tree, i, slot, revocable);
    InsertIndices(tree, i, slot, tree[i].revocable, revocable);
    forall x | In(tree, x)
      ensures In(t, x) && IndexOf(t, x) == Shifted(i, IndexOf(tree, x)) && t[IndexOf(t, x)] == tree[IndexOf(tree, x)]
    {
      IndexIs(t, Shifted(i, IndexOf(tree, x)));
    }
    IndexIs(t, i + 1);
    forall x | In(t, x) && x != slot
      ensures In(tree, x)
    {
      var k := IndexOf(t, x);
      assert k != i + 1;
      var k' := if k <= i then k else k - 1;
      assert t[Shifted(i, k')] == tree[k'];
      IndexIs(tree, k');
    }
    forall a, b | a != slot && b != slot && In(tree, a) && In(tree, b)
      ensures Below(t, a, b) <==> Below(tree, a, b)
    {
      InsertAncestor(tree, i, slot, revocable, IndexOf(tree, a), IndexOf(tree, b));
    }
    forall a | In(tree, a)
      ensures Below(t, a, slot) <==> Below(tree, a, source) || (a == source && IsRevocable(tree, source))
    {
      InsertNode(tree, i, slot, revocable, IndexOf(tree, a));
      if a != source && IndexOf(tree, a) == i { assert tree[i].slot == a; }
    }
    forall b
      ensures !Below(t, slot, b)
    {
      if b != slot && In(t, b) {
        InsertNode(tree, i, slot, revocable, IndexOf(tree, b));
      }
    }
  }

  // Removal

  function Dropped(i: nat, k: nat): nat {
    if k < i || k == 0 then k else k - 1
  }

  lemma RemoveIndices(tree: seq<Node>, i: nat)
    requires i < |tree|
    ensures var t := RemoveAt(tree, i);
      && |t| == |tree| - 1
      && (forall k :: 0 <= k < i ==> t[k] == tree[k])
      && (forall k :: i < k < |tree| ==> t[k - 1] == tree[k].(depth := if k < EndOf(tree, i) then Up(tree[k].depth) else tree[k].depth))
  {
  }

  lemma RemoveAncestor(tree: seq<Node>, i: nat, j: nat, k: nat)
    requires TreeOk(tree) && i < |tree| && j < |tree| && k < |tree| && j != i && k != i
    ensures Ancestor(RemoveAt(tree, i), Dropped(i, j), Dropped(i, k)) <==> Ancestor(tree, j, k)
  {
    reveal TreeOk();
    var t := RemoveAt(tree, i);
    var end := EndOf(tree, i);
    RemoveIndices(tree, i);
    if Ancestor(tree, j, k) {
      forall x | Dropped(i, j) < x <= Dropped(i, k)
        ensures t[x].depth > t[Dropped(i, j)].depth
      {
        if x < i { } else {
          assert t[x].slot == tree[x + 1].slot;
          assert tree[x + 1].depth > tree[j].depth;
          if j < i { assert tree[i].depth > tree[j].depth; }
          else if j < end && end <= x + 1 { assert tree[end].depth > tree[j].depth; }
        }
      }
    }
    if Ancestor(t, Dropped(i, j), Dropped(i, k)) {
      forall x | j < x <= k
        ensures tree[x].depth > tree[j].depth
      {
        if x == i {
          assert t[i].depth > t[j].depth;
          if i + 1 < end { assert tree[i + 1].depth <= tree[i].depth + 1; } else { assert tree[end].depth <= tree[i].depth; }
        } else {
          assert t[Dropped(i, x)].depth > t[Dropped(i, j)].depth;
          if j > i && j < end && end <= x {
            assert t[end - 1].depth > t[j - 1].depth;
          }
        }
      }
    }
  }

  lemma RemoveOk(tree: seq<Node>, i: nat)
    requires TreeOk(tree) && i < |tree|
    ensures TreeOk(RemoveAt(tree, i))
  {
    reveal TreeOk();
    var t := RemoveAt(tree, i);
    RemoveIndices(tree, i);
    forall x, y | 0 <= x < y < |t|
      ensures t[x].slot != t[y].slot
    {
      assert t[x].slot == tree[if x < i then x else x + 1].slot;
      assert t[y].slot == tree[if y < i then y else y + 1].slot;
    }
    forall x | 0 <= x < |t| - 1
      ensures t[x + 1].depth <= t[x].depth + if t[x].revocable then 1 else 0
    {
      if x + 1 < i { }
      else if x + 1 == i {
        assert tree[i].depth <= tree[x].depth + if tree[x].revocable then 1 else 0;
        assert tree[i + 1].depth <= tree[i].depth + 1;
      } else {
        assert tree[x + 2].depth <= tree[x + 1].depth + if tree[x + 1].revocable then 1 else 0;
      }
    }
  }

  /// What removing a node does, said of slots.
  lemma Removed(tree: seq<Node>, slot: Slot)
    requires TreeOk(tree) && In(tree, slot)
    ensures IndexOf(tree, slot) < |tree| &&
      var t := RemoveAt(tree, IndexOf(tree, slot));
      && TreeOk(t)
      && (forall x :: In(t, x) <==> In(tree, x) && x != slot)
      && (forall x :: x != slot ==> (IsRevocable(t, x) <==> IsRevocable(tree, x)))
      && (forall a, b :: a != slot && b != slot && In(tree, a) && In(tree, b) ==> (Below(t, a, b) <==> Below(tree, a, b)))
  {
    reveal In(), IsRevocable(), Below();
    var i := IndexOf(tree, slot);
    var t := RemoveAt(tree, i);
    RemoveOk(tree, i);
    RemoveIndices(tree, i);
    forall x | In(tree, x) && x != slot
      ensures In(t, x) && IndexOf(t, x) == Dropped(i, IndexOf(tree, x))
      ensures t[IndexOf(t, x)].revocable == tree[IndexOf(tree, x)].revocable
    {
      IndexIs(t, Dropped(i, IndexOf(tree, x)));
    }
    forall x | In(t, x)
      ensures In(tree, x) && x != slot
    {
      var k := IndexOf(t, x);
      IndexIs(tree, if k < i then k else k + 1);
    }
    forall a, b | a != slot && b != slot && In(tree, a) && In(tree, b)
      ensures Below(t, a, b) <==> Below(tree, a, b)
    {
      RemoveAncestor(tree, i, IndexOf(tree, a), IndexOf(tree, b));
    }
  }

  // Renaming

  /// What exchanging two slots does.
  lemma Exchange(tree: seq<Node>, a: Slot, b: Slot)
    requires TreeOk(tree)
    ensures var t := Renamed(tree, a, b);
      && TreeOk(t)
      && (forall x :: In(t, x) <==> In(tree, Exchanged(x, a, b)))
      && (forall x :: IsRevocable(t, x) <==> IsRevocable(tree, Exchanged(x, a, b)))
      && (forall x, y :: In(t, x) && In(t, y) ==>
            (Below(t, x, y) <==> Below(tree, Exchanged(x, a, b), Exchanged(y, a, b))))
  {
    reveal In(), IsRevocable(), Below(), TreeOk();
    var t := Renamed(tree, a, b);
    forall x
      ensures IndexOf(t, x) == IndexOf(tree, Exchanged(x, a, b))
    {
      var y := Exchanged(x, a, b);
      var i, j := IndexOf(t, x), IndexOf(tree, y);
      if i < j { assert tree[i].slot == y; }
      if j < i { assert t[j].slot == x; }
    }
  }

  // Descendants

  /// A slot has children exactly when something is below it.
  lemma Children(s: State, slot: Slot)
    requires TreeOk(s.tree) && In(s.tree, slot)
    ensures !HasChildren(s, slot) ==> forall b :: !Below(s.tree, slot, b)
    ensures HasChildren(s, slot) ==>
      IndexOf(s.tree, slot) + 1 < |s.tree| &&
      var next := s.tree[IndexOf(s.tree, slot) + 1].slot;
      In(s.tree, next) && next != slot && Below(s.tree, slot, next)
  {
    reveal In(), Below();
    var i := IndexOf(s.tree, slot);
    if HasChildren(s, slot) {
      IndexIs(s.tree, i + 1);
    }
  }

  /// Nothing is below itself, and what is below something is there.
  lemma Strict(tree: seq<Node>, a: Slot, b: Slot)
    requires Below(tree, a, b)
    ensures a != b && In(tree, a) && In(tree, b) && !Below(tree, b, a)
  {
    reveal In(), Below();
  }

  lemma Transitive(tree: seq<Node>, a: Slot, b: Slot, c: Slot)
    requires Below(tree, a, b) && Below(tree, b, c)
    ensures Below(tree, a, c)
  {
    reveal Below();
    var i, j, k := IndexOf(tree, a), IndexOf(tree, b), IndexOf(tree, c);
    forall x | i < x <= k
      ensures tree[x].depth > tree[i].depth
    {
      if x > j { assert tree[x].depth > tree[j].depth; }
    }
  }
}
