// SPDX-License-Identifier: BSD-2-Clause
include "CNodeInvariants.dfy"
include "../Objects/Untyped.dfy"

/// Retype keeps the invariants: what it makes lies in unused memory of the Untyped that it is made from.
module UntypedInvariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Untypeds
  import opened Forest
  import opened Consistency
  import opened Invariants
  import opened Placement
  import opened CNodeInvariants

  // Arithmetic

  lemma Multiple(large: nat, small: nat)
    requires small <= large
    ensures Pow2(large) == Pow2(large - small) * Pow2(small)
  {
    if small < large {
      Multiple(large - 1, small);
      assert Pow2(large) == 2 * Pow2(large - 1);
    }
  }

  lemma Increases(small: nat, large: nat)
    requires small <= large
    ensures Pow2(small) <= Pow2(large)
  {
    Multiple(large, small);
  }

  lemma Quotient(a: nat, b: nat)
    requires b > 0
    ensures (a / b) * b <= a < (a / b) * b + b
  {
    assert a == (a / b) * b + a % b;
  }

  lemma Fewer(a: nat, b: nat, size: nat)
    requires size > 0 && a * size < b * size
    ensures a < b
  {
    if a >= b { More(b, a, size); }
  }

  lemma More(a: nat, b: nat, size: nat)
    requires a <= b
    ensures a * size <= b * size
  {
    assert b * size == a * size + (b - a) * size;
  }

  /// Rounding the beginning up loses no object that the division counts.
  lemma AlignFits(offset: nat, size: nat, times: nat, count: nat)
    requires size > 0 && offset <= times * size && (times * size - offset) / size >= count
    ensures offset <= AlignUp(offset, size)
    ensures AlignUp(offset, size) + count * size <= times * size
  {
    var q := (offset + size - 1) / size;
    Quotient(offset + size - 1, size);
    var room: nat := times * size - offset;
    Quotient(room, size);
    More(count, room / size, size);
    assert (q + count) * size == q * size + count * size;
    assert (times + 1) * size == times * size + size;
    Fewer(q + count, times + 1, size);
    More(q + count, times, size);
  }

  // One object

  /// What names memory other than an Untyped and those that it was derived from keeps clear of a range.
  opaque ghost predicate Clear(s: State, source: Slot, from: Address, to: Address) {
    forall y :: y in s.caps && y != source && HasMemory(s.caps[y]) && !(s.caps[y].UntypedCap? && Below(s.tree, y, source)) ==>
      End(s.caps[y]) <= from || to <= s.caps[y].address
  }

  /// A first capability.
  ghost predicate IsFirst(cap: Cap) {
    HasMemory(cap) && !cap.ZombieCap? && (cap.UntypedCap? ==> cap.free == 0)
  }

  lemma NewParts(s: State, source: Slot, cap: Cap, destination: Slot)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && destination !in s.caps
    ensures var t := InsertNew(s, cap, source, destination);
      && t.objects == s.objects && t.processor == s.processor && t.irqs == s.irqs
      && t.caps == s.caps[destination := cap]
      && Linked(t)
      && (forall x :: x in s.caps ==> (IsRevocable(t.tree, x) <==> IsRevocable(s.tree, x)))
      && IsRevocable(t.tree, destination)
      && (forall a, b :: a in s.caps && b in s.caps ==> (Below(t.tree, a, b) <==> Below(s.tree, a, b)))
      && (forall a :: a in s.caps ==> (Below(t.tree, a, destination) <==> Below(s.tree, a, source) || a == source))
      && (forall b :: !Below(t.tree, destination, b))
  {
    LinkedIndex(s, source);
    reveal Linked();
    assert !In(s.tree, destination);
    assert IsRevocable(s.tree, source) by { reveal MemoryRevocable(); }
    assert s.tree[IndexOf(s.tree, source)].revocable by { reveal IsRevocable(); }
    Inserted(s.tree, source, destination, true);
  }

  /// Making one object keeps the invariants.
  lemma CreateKeeps(s: State, source: Slot, cap: Cap, destination: Slot)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && destination !in s.caps
    requires Usable(s, destination) && destination.Slot?
    requires IsFirst(cap) && Within(s.caps[source], cap) && Clear(s, source, cap.address, End(cap))
    ensures Inv(Create(s, source, cap, destination))
  {
    var t := Create(s, source, cap, destination);
    NewParts(s, source, cap, destination);
    Unused(s, source, cap);
    assert Linked(t) by { reveal Linked(); }
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    assert Housed(t) by { reveal Housed(), Usable(); }
    assert Owned(t) by {
      reveal Owned();
      forall o | o in t.objects
        ensures exists x :: x in t.caps && NamesObject(t.caps[x]) && t.caps[x].address == o
      {
        if o in s.objects {
          var x :| x in s.caps && NamesObject(s.caps[x]) && s.caps[x].address == o;
          assert x in t.caps;
        } else {
          assert destination in t.caps;
        }
      }
    }
    CreateConsistent(s, cap, t);
    CreateZombies(s, source, cap, destination);
    CreateMarked(s, source, cap, destination);
    CreateApart(s, source, cap, destination);
  }

  /// A new object names nothing and nothing names it.
  lemma CreateConsistent(s: State, cap: Cap, t: State)
    requires HasMemory(cap) && Consistent(s) && cap.address !in s.objects && t.processor == s.processor
    requires var made := NewObject(cap, CurrentDomain(s));
      t.objects == if made.Some? then s.objects[cap.address := made.value] else s.objects
    ensures Consistent(t)
  {
    var made := NewObject(cap, CurrentDomain(s));
    assert made.Some? ==> Waiters(made.value) == [] && forall p :: Ref(made.value, p) == None;
    assert forall a :: IsThread(s, a) ==> IsThread(t, a) && t.objects[a] == s.objects[a];
    assert forall a :: IsThread(t, a) && !IsThread(s, a) ==>
      a == cap.address && t.objects[a].thread == NewThread(CurrentDomain(s));
    assert Mutual(t) by { reveal Mutual(); }
    assert Queued(t) by { reveal Queued(); }
    assert Scheduled(t) by { reveal Scheduled(); }
    assert Answerable(t) by { reveal Answerable(); }
  }

  /// No object has the address of a new one.
  lemma Unused(s: State, source: Slot, cap: Cap)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && IsFirst(cap)
    requires Clear(s, source, cap.address, End(cap))
    ensures cap.address !in s.objects
    ensures forall y :: y in s.caps && NamesObject(s.caps[y]) ==> s.caps[y].address != cap.address
  {
    reveal Owned(), Clear();
  }

  lemma CreateZombies(s: State, source: Slot, cap: Cap, destination: Slot)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && destination !in s.caps
    requires Usable(s, destination) && destination.Slot?
    requires IsFirst(cap) && Clear(s, source, cap.address, End(cap))
    ensures Zombies(Create(s, source, cap, destination))
  {
    var t := Create(s, source, cap, destination);
    NewParts(s, source, cap, destination);
    Unused(s, source, cap);
    reveal Zombies(), Usable();
    forall z | z in t.caps && t.caps[z].ZombieCap?
      ensures Alone(t, z) && forall i: nat :: t.caps[z].remaining <= i ==> Slot(t.caps[z].address, i) !in t.caps
    {
      assert z in s.caps && Alone(s, z);
    }
  }

  lemma CreateMarked(s: State, source: Slot, cap: Cap, destination: Slot)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && destination !in s.caps
    requires IsFirst(cap) && Within(s.caps[source], cap)
    ensures Marked(Create(s, source, cap, destination))
  {
    var t := Create(s, source, cap, destination);
    NewParts(s, source, cap, destination);
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
      }
    }
  }

  lemma CreateApart(s: State, source: Slot, cap: Cap, destination: Slot)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && destination !in s.caps
    requires IsFirst(cap) && Clear(s, source, cap.address, End(cap))
    ensures Apart(Create(s, source, cap, destination))
  {
    var t := Create(s, source, cap, destination);
    NewParts(s, source, cap, destination);
    reveal Apart(), Clear();
    forall x, y | x in t.caps && y in t.caps && x != y && HasMemory(t.caps[x]) && HasMemory(t.caps[y])
      ensures ApartAt(t, x, y)
    {
      if x != destination && y != destination {
        assert ApartAt(s, x, y);
      } else {
        var other := if x == destination then y else x;
        if other == source {
          assert Below(t.tree, source, destination);
        } else if s.caps[other].UntypedCap? && Below(s.tree, other, source) {
          assert Below(t.tree, other, destination);
        } else {
          assert Disjoint(s.caps[other], cap);
        }
      }
    }
  }

  // All objects

  /// Whether the slots from one on are empty and usable.
  ghost predicate RowUsable(s: State, retype: Retype, done: nat) {
    forall index: nat :: retype.offset + done <= index < retype.offset + retype.count ==>
      Slot(retype.node, index) !in s.caps && Usable(s, Slot(retype.node, index))
  }

  /// What the making of the rest of the objects needs.
  ghost predicate Ready(s: State, source: Slot, retype: Retype, address: Address, done: nat) {
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    && done <= retype.count
    && source in s.caps && s.caps[source].UntypedCap?
    && s.caps[source].address <= address
    && address + retype.count * size <= s.caps[source].address + s.caps[source].free
    && Clear(s, source, address + done * size, address + retype.count * size)
    && RowUsable(s, retype, done)
  }

  lemma FirstCapIsFirst(kind: ObjectType, address: Address, userBits: nat, isDevice: bool)
    ensures var cap := FirstCap(kind, address, userBits, isDevice);
      IsFirst(cap) && cap.address == address && SizeBits(cap) == ObjectBits(kind, userBits)
  {
  }

  lemma CreateAllKeeps(s: State, source: Slot, retype: Retype, address: Address, isDevice: bool, done: nat)
    requires Inv(s) && Ready(s, source, retype, address, done)
    ensures Inv(CreateAll(s, source, retype, address, isDevice, done))
    decreases retype.count - done
  {
    if done < retype.count {
      var size := Pow2(ObjectBits(retype.kind, retype.userBits));
      var at := address + done * size;
      var cap := FirstCap(retype.kind, at, retype.userBits, isDevice);
      FirstCapIsFirst(retype.kind, at, retype.userBits, isDevice);
      assert (done + 1) * size == done * size + size;
      assert (done + 1) * size <= retype.count * size;
      var destination := Slot(retype.node, retype.offset + done);
      assert Clear(s, source, cap.address, End(cap)) by { reveal Clear(); }
      CreateKeeps(s, source, cap, destination);
      var t := Create(s, source, cap, destination);
      CreateReady(s, source, retype, address, done, cap);
      CreateAllKeeps(t, source, retype, address, isDevice, done + 1);
    }
  }

  lemma CreateReady(s: State, source: Slot, retype: Retype, address: Address, done: nat, cap: Cap)
    requires Inv(s) && Ready(s, source, retype, address, done) && done < retype.count
    requires IsFirst(cap) && SizeBits(cap) == ObjectBits(retype.kind, retype.userBits)
    requires cap.address == address + done * Pow2(ObjectBits(retype.kind, retype.userBits))
    requires Clear(s, source, cap.address, End(cap))
    ensures Ready(Create(s, source, cap, Slot(retype.node, retype.offset + done)), source, retype, address, done + 1)
  {
    var destination := Slot(retype.node, retype.offset + done);
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    var t := Create(s, source, cap, destination);
    NewParts(s, source, cap, destination);
    Unused(s, source, cap);
    assert (done + 1) * size == done * size + size;
    assert Clear(t, source, address + (done + 1) * size, address + retype.count * size) by { reveal Clear(); }
    forall index: nat | retype.offset + done + 1 <= index < retype.offset + retype.count
      ensures Slot(retype.node, index) !in t.caps && Usable(t, Slot(retype.node, index))
    {
      assert Usable(s, Slot(retype.node, index));
      reveal Usable();
    }
  }

  /// What the checks of Retype establish.
  lemma DecodeReady(s: State, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s)
    ensures var r := Decode(s, source, words, extra);
      r.Ok? ==>
        && r.result.count > 0
        && source in s.caps && s.caps[source].UntypedCap?
        && CheckMemory(s, source, r.result).Ok?
        && RowUsable(s, r.result, 0)
  {
    var r := Decode(s, source, words, extra);
    if r.Ok? {
      HeldIsHeld(s, extra[0]);
      LookupUsable(s, Held(s, extra[0]), words[2], words[3], false);
      var held := if words[3] == 0 then Held(s, extra[0])
        else Held(s, LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], false).result);
      assert IsHeld(s, held.value);
      assert AllEmpty(s, r.result.node, r.result.offset, r.result.count);
      forall index: nat | r.result.offset <= index < r.result.offset + r.result.count
        ensures Slot(r.result.node, index) !in s.caps && Usable(s, Slot(r.result.node, index))
      {
        UsableIn(s, held.value, index);
      }
    }
  }

  lemma PerformKeeps(s: State, source: Slot, retype: Retype)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && retype.count > 0
    requires RowUsable(s, retype, 0) && CheckMemory(s, source, retype).Ok?
    ensures Inv(Perform(s, source, retype))
  {
    PerformReady(s, source, retype);
    var memory := s.caps[source];
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    var start := AlignUp(FreeOf(s, source), size);
    var t := Store(s, source, memory.(free := start + retype.count * size));
    CreateAllKeeps(t, source, retype, memory.address + start, memory.isDevice, 0);
  }

  /// After the watermark is set, everything is ready for the objects to be made.
  lemma PerformReady(s: State, source: Slot, retype: Retype)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && retype.count > 0
    requires RowUsable(s, retype, 0) && CheckMemory(s, source, retype).Ok?
    ensures var memory := s.caps[source];
      var size := Pow2(ObjectBits(retype.kind, retype.userBits));
      var start := AlignUp(FreeOf(s, source), size);
      var t := Store(s, source, memory.(free := start + retype.count * size));
      Inv(t) && Ready(t, source, retype, memory.address + start, 0)
  {
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    var start := AlignUp(FreeOf(s, source), size);
    Fits(s, source, retype);
    MarkReady(s, source, retype, start, start + retype.count * size);
  }

  lemma MarkReady(s: State, source: Slot, retype: Retype, start: nat, end: nat)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap?
    requires RowUsable(s, retype, 0) && FreeOf(s, source) <= start <= end <= Pow2(s.caps[source].bits)
    requires end == start + retype.count * Pow2(ObjectBits(retype.kind, retype.userBits))
    ensures var t := Store(s, source, s.caps[source].(free := end));
      Inv(t) && Ready(t, source, retype, s.caps[source].address + start, 0)
  {
    var memory := s.caps[source];
    var t := Store(s, source, memory.(free := end));
    assert source.Slot? by { reveal Signalling(); }
    StoreKeeps(s, source, memory.(free := end));
    StartClear(s, source, start, end, t);
    assert Clear(t, source, memory.address + start, memory.address + end);
    forall index: nat | retype.offset <= index < retype.offset + retype.count
      ensures Slot(retype.node, index) !in t.caps && Usable(t, Slot(retype.node, index))
    {
      assert Usable(s, Slot(retype.node, index));
      reveal Usable();
    }
    assert RowUsable(t, retype, 0);
  }

  lemma Fits(s: State, source: Slot, retype: Retype)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap? && retype.count > 0
    requires CheckMemory(s, source, retype).Ok?
    ensures var size := Pow2(ObjectBits(retype.kind, retype.userBits));
      && FreeOf(s, source) <= AlignUp(FreeOf(s, source), size)
      && AlignUp(FreeOf(s, source), size) + retype.count * size <= Pow2(s.caps[source].bits)
  {
    var memory := s.caps[source];
    var bits := ObjectBits(retype.kind, retype.userBits);
    var size := Pow2(bits);
    assert memory.free <= Pow2(memory.bits) by { reveal Marked(); }
    var free := Pow2(memory.bits) - FreeOf(s, source);
    assert free / size >= retype.count;
    if memory.bits < bits {
      Increases(memory.bits + 1, bits);
      assert free < size;
      assert free / size == 0;
    }
    Multiple(memory.bits, bits);
    AlignFits(FreeOf(s, source), size, Pow2(memory.bits - bits), retype.count);
  }

  /// The memory behind the watermark is unused.
  lemma StartClear(s: State, source: Slot, start: nat, end: nat, t: State)
    requires Inv(s) && source in s.caps && s.caps[source].UntypedCap?
    requires FreeOf(s, source) <= start <= end <= Pow2(s.caps[source].bits)
    requires t == Store(s, source, s.caps[source].(free := end))
    ensures Clear(t, source, s.caps[source].address + start, s.caps[source].address + end)
  {
    var memory := s.caps[source];
    LinkedIndex(s, source);
    Children(s, source);
    reveal Clear();
    forall y | y in t.caps && y != source && HasMemory(t.caps[y]) && !(t.caps[y].UntypedCap? && Below(t.tree, y, source))
      ensures End(t.caps[y]) <= memory.address + start || memory.address + end <= t.caps[y].address
    {
      assert ApartAt(s, source, y) by { reveal Apart(); }
      if Below(s.tree, source, y) {
        assert Within(memory, s.caps[y]) by { reveal Marked(); }
      }
    }
  }

  /// Every invocation of Untyped keeps the invariants.
  lemma UntypedKeeps(s: State, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s)
    ensures var r := Untypeds.Invoke(s, source, words, extra);
      r.Ok? ==> Inv(r.result)
  {
    var r := Decode(s, source, words, extra);
    if r.Ok? {
      DecodeReady(s, source, words, extra);
      PerformKeeps(s, source, r.result);
    }
  }
}
