// SPDX-License-Identifier: BSD-2-Clause
include "../Capabilities/CSpace.dfy"
include "../Capabilities/DerivationTree.dfy"
include "../Objects/Notification.dfy"

/// Copies a message, and the capabilities in it, from one thread to another. What a message about a fault says is left open.
module MessageTransfer {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access

  const RegisterWords: nat := 4
  const MaximumWords: nat := 120

  /// Whether a thread has an IPC buffer that the kernel may read, or write.
  predicate HasBuffer(s: State, a: Address, forWriting: bool) {
    match Held(s, Slot(a, IpcBufferFrame))
    case Some(FrameCap(_, _, false, access, _)) => access == ReadWrite || (!forWriting && access == ReadOnly)
    case _ => false
  }

  /// The words of a message that arrive: those that do not travel in registers need both buffers.
  function Arriving(s: State, sender: Address, receiver: Address): seq<nat> {
    var words := ThreadAt(s, sender).message.words;
    var cut := if |words| > MaximumWords then words[..MaximumWords] else words;
    if |cut| <= RegisterWords || (HasBuffer(s, sender, false) && HasBuffer(s, receiver, true)) then cut else cut[..RegisterWords]
  }

  /// Labels of messages about faults (abi: seL4_Fault_tag).
  function FaultLabel(fault: Fault): nat {
    match fault
    case NoFault => 0
    case CapFault => 1
    case UnknownSyscallFault => 2
    case UserException => 3
    case TimeoutFault => 5
    case VmFault => 6
    case DebugFault => 7
  }

  /// What a receiver has got of the capabilities of a message: badges of those that named the endpoint, zero for one received.
  datatype Received = Received(state: State, caps: seq<nat>, unwrapped: nat, hasReceived: bool)

  /// Transfers capabilities in order until one cannot be. One that names the endpoint the message goes through is unwrapped: the
  /// receiver gets its badge. Of the others one can be received.
  function TransferCaps(r: Received, root: Option<Cap>, receiver: Address, endpoint: Option<Address>, addresses: seq<nat>): Received
    decreases |addresses|
  {
    if addresses == [] then r
    else
      match Lookup(r.state, root, addresses[0])
      case Refused(_) => r
      case Ok(source) =>
        var cap := Held(r.state, source);
        if endpoint.Some? && cap.Some? && cap.value.EndpointCap? && cap.value.address == endpoint.value then
          var next := r.(caps := r.caps + [cap.value.badge], unwrapped := r.unwrapped + Pow2(|r.caps|));
          TransferCaps(next, root, receiver, endpoint, addresses[1..])
        else if r.hasReceived then r
        else
          match ReceiveCap(r.state, source, receiver)
          case None => r
          case Some(t) =>
            TransferCaps(r.(state := t, caps := r.caps + [0], hasReceived := true), root, receiver, endpoint, addresses[1..])
  }

  /// Puts a capability in the slot that the receiver has named, if that is empty and the capability can be copied.
  function ReceiveCap(s: State, source: Slot, receiver: Address): Option<State> {
    var path := ThreadAt(s, receiver).receive;
    match Lookup(s, Held(s, Slot(receiver, CSpaceRoot)), path.root)
    case Refused(_) => None
    case Ok(root) =>
      match LookupAtDepth(s, Held(s, root), path.index, path.depth, false)
      case Refused(_) => None
      case Ok(destination) =>
        if destination in s.caps || source !in s.caps then None
        else
          match Derive(s.caps[source], HasChildren(s, source))
          case Ok(Some(cap)) => Some(Insert(s, cap, source, destination))
          case _ => None
  }

  /// Transfers the sender's message, or the one about its fault.
  function Transfer(s: State, sender: Address, endpoint: Option<Address>, badge: nat, canGrant: bool, receiver: Address): State {
    var from := ThreadAt(s, sender);
    if from.fault != NoFault then Deliver(s, receiver, badge, Message(FaultLabel(from.fault), [], [], 0))
    else
      var words := Arriving(s, sender, receiver);
      if canGrant && from.message.caps != [] && HasBuffer(s, sender, false) && HasBuffer(s, receiver, true) then
        var root := Held(s, Slot(sender, CSpaceRoot));
        var r := TransferCaps(Received(s, [], 0, false), root, receiver, endpoint, from.message.caps);
        Deliver(r.state, receiver, badge, Message(from.message.caption, words, r.caps, r.unwrapped))
      else Deliver(s, receiver, badge, Message(from.message.caption, words, [], 0))
  }

  function Deliver(s: State, receiver: Address, badge: nat, message: Message): (t: State)
    ensures Keeps(s, t)
  {
    Alter(s, receiver, ThreadAt(s, receiver).(badgeRegister := badge, message := message))
  }
}
