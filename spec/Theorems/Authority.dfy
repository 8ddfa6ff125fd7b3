// SPDX-License-Identifier: BSD-2-Clause
include "Confinement.dfy"
include "BootInvariants.dfy"

/// What integrity and confinement come to: the least that a subject can reach, what it never gets, and a policy for a server and its
/// client.
module Authority {
  import opened State
  import opened CapabilityRules
  import opened Boot
  import opened Kernel
  import opened Forest
  import opened Invariants
  import opened BootInvariants
  import KernelInvariants
  import opened Policies
  import opened KernelBounds
  import opened Confinement

  // The least reach

  /// Whether an object belongs to every set that holds all a subject's capabilities can name and what is connected with that.
  ghost predicate CanReach(s: State, p: Policy, x: Subject, a: Address) {
    forall d: iset<Address> :: Reach(s, Region(p, x, d)) ==> a in d
  }

  /// What a subject can reach.
  ghost function ReachOf(s: State, p: Policy, x: Subject): iset<Address> {
    iset a: Address | CanReach(s, p, x, a)
  }

  /// That is itself such a set, so integrity holds for it.
  lemma LeastReach(s: State, p: Policy, x: Subject)
    ensures Reach(s, Region(p, x, ReachOf(s, p, x)))
  {
    var least := Region(p, x, ReachOf(s, p, x));
    assert Covers(least) by { LeastCovers(s, p, x); }
    assert Closed(least.objects, s.objects) by { LeastClosed(s, p, x); }
    assert HandlersIn(least, s.caps) by {
      reveal HandlersIn();
      forall a: Address | a in least.objects && Slot(a, TimeoutHandler) in s.caps && s.caps[Slot(a, TimeoutHandler)].EndpointCap?
        ensures s.caps[Slot(a, TimeoutHandler)].address in least.objects
      {
      }
    }
  }

  lemma LeastCovers(s: State, p: Policy, x: Subject)
    ensures Covers(Region(p, x, ReachOf(s, p, x)))
  {
    var least := Region(p, x, ReachOf(s, p, x));
    reveal Covers();
    forall y, o: Address | Mine(least, y) && (p.owner(o) == y || May(p, y, Holds, p.owner(o)))
      ensures o in least.objects
    {
      forall d: iset<Address> | Reach(s, Region(p, x, d))
        ensures o in d
      {
        assert Mine(Region(p, x, d), y);
      }
    }
  }

  lemma LeastClosed(s: State, p: Policy, x: Subject)
    ensures Closed(ReachOf(s, p, x), s.objects)
  {
    var least := ReachOf(s, p, x);
    reveal Closed();
    forall a | a in s.objects && a in least
      ensures LinksIn(least, s.objects[a])
    {
      var o := s.objects[a];
      forall d: iset<Address> | Reach(s, Region(p, x, d))
        ensures LinksIn(d, o)
      {
        assert a in d;
      }
    }
  }

  /// An event changes nothing of an object that its subject cannot reach, but a thread's place in the scheduler's queues and mappings
  /// of what the subject can reach, until it is decided who runs next.
  lemma OutOfReach(s: State, m: Machine, event: Event, p: Policy, x: Subject, a: Address)
    requires Inv(s) && WellFormed(p) && Obeys(p, s) && OnBehalf(s, event, Region(p, x, ReachOf(s, p, x)))
    requires a in s.objects && a !in ReachOf(s, p, x)
    ensures var u := React(s, m, event);
      a in u.objects && SameBut(ReachOf(s, p, x), s.objects[a], u.objects[a])
  {
    var r := Region(p, x, ReachOf(s, p, x));
    LeastReach(s, p, x);
    IntegrityTheorem(s, m, event, r);
    reveal ObjectsChanged(), Allowed();
  }

  /// An event changes no slot of another subject, unless what that slot holds may have been derived from the subject's.
  lemma OthersSlots(s: State, m: Machine, event: Event, p: Policy, x: Subject, slot: Slot)
    requires Inv(s) && WellFormed(p) && Obeys(p, s) && OnBehalf(s, event, Region(p, x, ReachOf(s, p, x)))
    requires OwnerOf(p, slot) != x && !May(p, x, TakesBack, OwnerOf(p, slot))
    ensures CapAt(Kernel.Step(s, m, event).caps, slot) == CapAt(s.caps, slot)
  {
    var r := Region(p, x, ReachOf(s, p, x));
    LeastReach(s, p, x);
    IntegrityTheorem(s, m, event, r);
    reveal SlotsChanged();
  }

  // What is never got

  /// Who may not hold capabilities to another's objects never does: neither to the object nor to memory that it lies in.
  lemma NothingGained(s: State, m: Machine, events: seq<Event>, p: Policy, slot: Slot, o: Address)
    requires Inv(s) && WellFormed(p) && Obeys(p, s)
    requires p.owner(o) != OwnerOf(p, slot) && !May(p, OwnerOf(p, slot), Holds, p.owner(o))
    ensures var t := KernelInvariants.Run(s, m, events);
      slot in t.caps && HasMemory(t.caps[slot]) ==>
        var cap := t.caps[slot];
        && cap.address != o
        && (cap.UntypedCap? ==> !(cap.address <= o < End(cap)))
  {
    ConfinementTheorem(s, m, events, p);
    var t := KernelInvariants.Run(s, m, events);
    if slot in t.caps && HasMemory(t.caps[slot]) {
      assert Covered(p, OwnerOf(p, slot), t.caps[slot]);
      assert t.caps[slot].UntypedCap? ==> t.caps[slot].address < End(t.caps[slot]);
    }
  }

  // The state at boot

  /// The state at boot keeps to a policy if each of its capabilities does.
  lemma StartObeys(irqs: map<nat, IrqUse>, parts: seq<Part>, p: Policy)
    requires forall n :: 0 <= n < |parts| ==> MayAdd(Initial(irqs, parts[..n]), parts[n])
    requires forall n :: 0 <= n < |parts| ==> Covered(p, OwnerOf(p, parts[n].slot), parts[n].cap)
    ensures Inv(Initial(irqs, parts)) && Obeys(p, Initial(irqs, parts))
    decreases |parts|
  {
    StartInv(irqs, parts);
    if parts == [] {
      reveal CapsWithin(), TreeWithin(), ThreadsWithin(), Below();
    } else {
      var fewer, last := parts[..|parts| - 1], parts[|parts| - 1];
      forall n | 0 <= n < |fewer|
        ensures MayAdd(Initial(irqs, fewer[..n]), fewer[n])
      {
        assert fewer[..n] == parts[..n];
        assert MayAdd(Initial(irqs, parts[..n]), parts[n]);
      }
      StartObeys(irqs, fewer, p);
      assert MayAdd(Initial(irqs, parts[..|parts| - 1]), last);
      AddObeys(Initial(irqs, fewer), last, p);
    }
  }

  lemma AddObeys(s: State, part: Part, p: Policy)
    requires Inv(s) && Obeys(p, s) && MayAdd(s, part) && Covered(p, OwnerOf(p, part.slot), part.cap)
    ensures Obeys(p, Add(s, part))
  {
    var t := Add(s, part);
    assert TreeOk(s.tree) && !In(s.tree, part.slot) by { reveal Linked(); }
    AppendTree(s.tree, part.slot);
    assert CapsWithin(p, t.caps) by { reveal CapsWithin(); }
    assert ThreadsWithin(p, t.objects) by { reveal ThreadsWithin(); }
    assert TreeWithin(p, t.tree) by {
      reveal TreeWithin();
      forall x, y | Below(t.tree, x, y)
        ensures MayRevoke(p, x, y)
      {
        Strict(t.tree, x, y);
        assert Below(s.tree, x, y);
      }
    }
  }

  // A server and its client

  const Client: Subject := 1
  const Server: Subject := 2
  const Door: Subject := 3
  const Slips: Subject := 4

  /// A client may call through an endpoint, a server receives there and answers with reply objects without the right to grant.
  /// Neither has untyped memory.
  ghost function ClientServer(owner: Address -> Subject, irqOwner: nat -> Subject): Policy {
    Policy(owner, irqOwner,
      iset{(Client, Holds, Door), (Client, Sends, Door), (Client, Calls, Door), (Server, Holds, Door), (Server, Receives, Door),
           (Server, TakesBack, Client), (Server, Holds, Slips), (Server, Uses, Slips), (Slips, Answers, Client)},
      iset{}, iset{})
  }

  lemma ClientServerWellFormed(owner: Address -> Subject, irqOwner: nat -> Subject)
    ensures WellFormed(ClientServer(owner, irqOwner))
  {
    reveal WellFormed();
  }

  /// However long client and server talk, the client never gets a capability to anything of the server's, or to its reply objects.
  lemma ClientStaysOut(
    s: State, m: Machine, events: seq<Event>, owner: Address -> Subject, irqOwner: nat -> Subject, slot: Slot, o: Address)
    requires var p := ClientServer(owner, irqOwner);
      Inv(s) && Obeys(p, s) && OwnerOf(p, slot) == Client
    requires owner(o) == Server || owner(o) == Slips
    ensures var t := KernelInvariants.Run(s, m, events);
      slot in t.caps && HasMemory(t.caps[slot]) ==> t.caps[slot].address != o
  {
    ClientServerWellFormed(owner, irqOwner);
    NothingGained(s, m, events, ClientServer(owner, irqOwner), slot, o);
  }

  /// If memory can be made into objects, its holder can make reply objects that grant: a server with such memory is one subject
  /// with whoever calls it.
  lemma MemoryGrants(p: Policy, server: Subject, client: Subject, door: Subject, memory: Cap)
    requires WellFormed(p) && memory.UntypedCap? && Covered(p, server, memory)
    requires May(p, client, Calls, door) && May(p, server, Receives, door)
    ensures client == server
  {
    reveal WellFormed();
    assert May(p, server, Uses, server) && May(p, server, Grants, server);
    assert May(p, server, Answers, client);
  }
}
