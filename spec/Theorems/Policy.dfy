// SPDX-License-Identifier: BSD-2-Clause
include "Invariants.dfy"
include "../Objects/Endpoint.dfy"

/// Who may do what: subjects own memory, and edges between subjects say what authority one may have over the other's objects.
/// What integrity and authority confinement are about.
module Policies {
  import opened State
  import opened CapabilityRules
  import opened Consistency
  import opened Forest

  type Subject = nat

  /// What one subject may do with objects of another.
  /// Holds: has any capability to them. Sends, Receives: through an endpoint or notification. Grants: sends capabilities through an
  /// endpoint, or with a reply. Calls: lets whoever receives through an endpoint answer. Uses: gives a reply object to a caller.
  /// Answers: the reply objects of the one may stand for callers of the other. Writes, Reads: memory. TakesBack: revokes
  /// capabilities that were derived.
  datatype Right = Holds | Sends | Receives | Grants | Calls | Uses | Answers | Writes | Reads | TakesBack

  /// Owners of memory and interrupts, edges, and who may have the capabilities that name no memory.
  datatype Policy = Policy(
    owner: Address -> Subject,
    irqOwner: nat -> Subject,
    edges: iset<(Subject, Right, Subject)>,
    tokens: iset<(Subject, Cap)>,
    ports: iset<(Subject, nat)>)

  ghost predicate May(p: Policy, x: Subject, right: Right, y: Subject) {
    (x, right, y) in p.edges
  }

  /// Who owns a slot: the owner of its container.
  ghost function OwnerOf(p: Policy, slot: Slot): Subject {
    match slot
    case Slot(container, _) => p.owner(container)
    case IrqSlot(irq) => p.irqOwner(irq)
  }

  /// Whether a policy closes what messages open: who may grant through an endpoint is the same subject as who may receive from it;
  /// reply objects stand for those who may call where their user receives; who may grant with a reply is the same subject as the caller.
  opaque ghost predicate WellFormed(p: Policy) {
    && (forall x, y, e :: May(p, x, Grants, e) && May(p, y, Receives, e) ==> x == y)
    && (forall x, y, e, r :: May(p, x, Calls, e) && May(p, y, Receives, e) && May(p, y, Uses, r) ==> May(p, r, Answers, x))
    && (forall x, y, r :: May(p, y, Grants, r) && May(p, r, Answers, x) ==> x == y)
  }

  /// Whether a subject may have a capability. What gives control over an object (of a CNode, thread, scheduling context, table or
  /// pool) only its owner may have. Memory that can be made into objects is its holder's, who may do everything with what it makes.
  ghost predicate Covered(p: Policy, x: Subject, cap: Cap) {
    match cap
    case UntypedCap(address, bits, _, _) =>
      && (forall i: nat :: address <= i < address + Pow2(bits) ==> p.owner(i) == x)
      && (forall right :: May(p, x, right, x))
    case EndpointCap(address, _, canSend, canReceive, canGrant, canGrantReply) =>
      var y := p.owner(address);
      && May(p, x, Holds, y)
      && (canSend ==> May(p, x, Sends, y))
      && (canReceive ==> May(p, x, Receives, y))
      && (canGrant ==> May(p, x, Grants, y))
      && (canGrant || canGrantReply ==> May(p, x, Calls, y))
    case NotificationCap(address, _, canSend, canReceive) =>
      var y := p.owner(address);
      May(p, x, Holds, y) && (canSend ==> May(p, x, Sends, y)) && (canReceive ==> May(p, x, Receives, y))
    case ReplyCap(address, canGrant) =>
      var y := p.owner(address);
      May(p, x, Holds, y) && May(p, x, Uses, y) && (canGrant ==> May(p, x, Grants, y))
    case FrameCap(address, _, _, access, _) =>
      var y := p.owner(address);
      && May(p, x, Holds, y)
      && (access != NoAccess ==> May(p, x, Reads, y))
      && (access == ReadWrite ==> May(p, x, Writes, y))
    case CNodeCap(address, _, _, _) => p.owner(address) == x
    case ThreadCap(address) => p.owner(address) == x
    case SchedContextCap(address, _) => p.owner(address) == x
    case ZombieCap(address, _, _, _) => p.owner(address) == x
    case TableCap(address, _, _) => p.owner(address) == x
    case AsidPoolCap(address, _) => p.owner(address) == x
    case IrqHandlerCap(irq) => p.irqOwner(irq) == x
    case PortCap(first, last) => forall port: nat :: first <= port <= last ==> (x, port) in p.ports
    case IrqControlCap => (x, cap) in p.tokens && forall irq: nat :: p.irqOwner(irq) == x
    case PortControlCap => (x, cap) in p.tokens && forall port: nat :: (x, port) in p.ports
    case _ => (x, cap) in p.tokens
  }

  /// Whether the policy allows every capability where it is.
  opaque ghost predicate CapsWithin(p: Policy, caps: map<Slot, Cap>) {
    forall x :: x in caps ==> Covered(p, OwnerOf(p, x), caps[x])
  }

  /// Whether one slot's owner may take back what the other slot holds.
  ghost predicate MayRevoke(p: Policy, x: Slot, y: Slot) {
    OwnerOf(p, x) == OwnerOf(p, y) || May(p, OwnerOf(p, x), TakesBack, OwnerOf(p, y))
  }

  /// Whether the policy allows what was derived from what.
  opaque ghost predicate TreeWithin(p: Policy, tree: seq<Node>) {
    forall x, y :: Below(tree, x, y) ==> MayRevoke(p, x, y)
  }

  /// Whether the policy allows what a thread waits for.
  ghost predicate ThreadFits(p: Policy, a: Address, it: ThreadObject) {
    var x := p.owner(a);
    match it.state
    case BlockedOnReceive(e) => May(p, x, Receives, p.owner(e)) && (it.reply.Some? ==> May(p, x, Uses, p.owner(it.reply.value)))
    case BlockedOnSend(e, _, canGrant, canGrantReply, _) =>
      && (canGrant ==> May(p, x, Grants, p.owner(e)))
      && (canGrant || canGrantReply ==> May(p, x, Calls, p.owner(e)))
    case BlockedOnReply => it.reply.Some? ==> May(p, p.owner(it.reply.value), Answers, x)
    case _ => true
  }

  opaque ghost predicate ThreadsWithin(p: Policy, objects: map<Address, Object>) {
    forall a :: a in objects && objects[a].Thread? ==> ThreadFits(p, a, objects[a].thread)
  }

  /// Whether a state keeps to a policy.
  ghost predicate Obeys(p: Policy, s: State) {
    CapsWithin(p, s.caps) && TreeWithin(p, s.tree) && ThreadsWithin(p, s.objects)
  }

  // What a step may change

  /// On whose behalf a step is taken, and the objects that it can reach: what the subject's capabilities can name, and what is
  /// connected with that (see Closed).
  datatype Region = Region(policy: Policy, subject: Subject, objects: iset<Address>)

  /// The subject itself, and those whose capabilities it may take back.
  ghost predicate Mine(r: Region, y: Subject) {
    y == r.subject || May(r.policy, r.subject, TakesBack, y)
  }

  /// Whether all objects that capabilities of the subject, or that it may take back, can name are in reach.
  opaque ghost predicate Covers(r: Region) {
    forall y, o: Address :: Mine(r, y) && (r.policy.owner(o) == y || May(r.policy, y, Holds, r.policy.owner(o))) ==> o in r.objects
  }

  /// Whether all objects that an object is connected with belong to a set: those that it names, that wait at it or that it waits at,
  /// and tables in its entries.
  ghost predicate LinksIn(d: iset<Address>, o: Object) {
    && (forall p :: Ref(o, p).Some? ==> Ref(o, p).value in d)
    && (forall t :: t in Waiters(o) ==> t in d)
    && (o.Thread? && WaitsAt(o.thread.state).Some? ==> WaitsAt(o.thread.state).value in d)
    && (o.Table? ==> forall i :: i in o.entries && o.entries[i].TableEntry? ==> o.entries[i].table in d)
  }

  /// Whether a set of objects is connected with no other object.
  opaque ghost predicate Closed(d: iset<Address>, objects: map<Address, Object>) {
    forall a :: a in objects && a in d ==> LinksIn(d, objects[a])
  }

  ghost function TargetOf(e: Entry): Address {
    match e case FrameEntry(frame, _, _) => frame case TableEntry(table) => table
  }

  /// What may become of an object out of reach: a thread's place in the scheduler's queues changes, and mappings of frames, tables
  /// and address spaces in reach go.
  ghost predicate SameBut(d: iset<Address>, before: Object, after: Object) {
    match (before, after)
    case (Thread(x), Thread(y)) => y.(place := x.place) == x
    case (Table(level, x), Table(other, y)) =>
      && level == other
      && (forall i :: i in y ==> i in x && y[i] == x[i])
      && (forall i :: i in x && i !in y ==> TargetOf(x[i]) in d)
    case (AsidPool(x), AsidPool(y)) =>
      (forall i :: i in y ==> i in x && y[i] == x[i]) && (forall i :: i in x && i !in y ==> x[i] in d)
    case _ => before == after
  }

  /// What of a thread only its owner sets.
  ghost predicate SameSettings(x: ThreadObject, y: ThreadObject) {
    && y.priority == x.priority && y.maximumPriority == x.maximumPriority && y.domain == x.domain
    && y.flags == x.flags && y.ipcBuffer == x.ipcBuffer && y.receive == x.receive
  }

  /// What of a scheduling context only its owner sets.
  ghost predicate SameTerms(x: ContextObject, y: ContextObject) {
    && y.bits == x.bits && y.core == x.core && y.period == x.period && y.budget == x.budget && y.badge == x.badge
    && y.isSporadic == x.isSporadic && y.maximumRefills == x.maximumRefills && y.refills == x.refills
  }

  /// What may become of an object of another subject.
  ghost predicate Respected(before: Object, after: Object) {
    && KindOf(before) == KindOf(after)
    && (before.Thread? ==> SameSettings(before.thread, after.thread))
    && (before.SchedContext? ==> SameTerms(before.schedule, after.schedule))
  }

  /// What may become of an object.
  opaque ghost predicate Allowed(r: Region, a: Address, before: Object, after: Object) {
    && (a !in r.objects ==> SameBut(r.objects, before, after))
    && (!Mine(r, r.policy.owner(a)) ==> Respected(before, after))
  }

  /// Whether objects have changed only as a step on behalf of a subject may change them.
  opaque ghost predicate ObjectsChanged(r: Region, before: map<Address, Object>, after: map<Address, Object>) {
    && (forall a :: a in before && a in after ==> Allowed(r, a, before[a], after[a]))
    && (forall a :: a !in r.objects ==> (a in before <==> a in after))
  }

  ghost function CapAt(caps: map<Slot, Cap>, x: Slot): Option<Cap> {
    if x in caps then Some(caps[x]) else None
  }

  /// Whether a subject had a capability in one of its slots.
  ghost predicate Had(p: Policy, caps: map<Slot, Cap>, y: Subject, cap: Cap) {
    exists z :: z in caps && OwnerOf(p, z) == y && caps[z] == cap
  }

  /// Whether slots have changed only as a step on behalf of a subject may change them: its own, and those that it may clear. The
  /// owner of the latter has nothing there that it did not have before, but what stands for containers that are being destroyed.
  opaque ghost predicate SlotsChanged(r: Region, before: map<Slot, Cap>, after: map<Slot, Cap>) {
    forall x ::
      var y := OwnerOf(r.policy, x);
      && (!Mine(r, y) ==> CapAt(after, x) == CapAt(before, x))
      && (y != r.subject && x in after ==> after[x].ZombieCap? || Had(r.policy, before, y, after[x]))
  }

  /// Whether interrupts have been issued or freed only by who owns them.
  ghost predicate IrqsChanged(r: Region, before: map<nat, IrqUse>, after: map<nat, IrqUse>) {
    forall irq: nat :: !Mine(r, r.policy.irqOwner(irq)) ==>
      (irq in before <==> irq in after) && (irq in before ==> before[irq] == after[irq])
  }

  /// Whether address spaces and ports have been taken or freed only by who owns them.
  ghost predicate TablesChanged(r: Region, before: State, after: State) {
    && (forall base: nat ::
          base in before.asidPools && (base in after.asidPools ==> after.asidPools[base] != before.asidPools[base]) ==>
            before.asidPools[base] in r.objects)
    && (forall base: nat ::
          base in after.asidPools && (base in before.asidPools ==> after.asidPools[base] != before.asidPools[base]) ==>
            after.asidPools[base] in r.objects)
    && (forall port: nat :: !MinePort(r, port) ==> (port in before.ports <==> port in after.ports))
  }

  /// Whether a port is the subject's, or one whose capabilities it may take back.
  ghost predicate MinePort(r: Region, port: nat) {
    exists y: Subject :: Mine(r, y) && (y, port) in r.policy.ports
  }

  /// Whether the endpoints that hear of the timeouts of threads in reach are in reach.
  opaque ghost predicate HandlersIn(r: Region, caps: map<Slot, Cap>) {
    forall a: Address :: a in r.objects && Slot(a, TimeoutHandler) in caps && caps[Slot(a, TimeoutHandler)].EndpointCap? ==>
      caps[Slot(a, TimeoutHandler)].address in r.objects
  }
}
