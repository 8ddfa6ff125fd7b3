// SPDX-License-Identifier: BSD-2-Clause
include "../State.dfy"

/// What becomes of a capability when it is copied, given data or stripped of rights, and which memory it stands for.
module CapabilityRules {
  import opened State

  datatype Rights = Rights(canWrite: bool, canRead: bool, canGrant: bool, canGrantReply: bool)

  /// Two to the power of a number.
  function Pow2(n: nat): (p: nat)
    ensures p > 0
  {
    if n == 0 then 1 else 2 * Pow2(n - 1)
  }

  /// Rights as a message word gives them.
  function RightsOf(word: nat): Rights {
    Rights(word % 2 == 1, (word / 2) % 2 == 1, (word / 4) % 2 == 1, (word / 8) % 2 == 1)
  }

  // Sizes of objects as powers of two (abi/Objects/ObjectSizes.cs).
  const SlotBits: nat := 5
  const ThreadBits: nat := 11
  const EndpointBits: nat := 4
  const NotificationBits: nat := 6
  const ReplyBits: nat := 5
  const PageBits: nat := 12

  /// Whether a capability stands for a stretch of memory.
  predicate HasMemory(cap: Cap) {
    !(cap.SchedControlCap? || cap.IrqControlCap? || cap.IrqHandlerCap? || cap.DomainSetCap?
      || cap.AsidControlCap? || cap.PortControlCap? || cap.PortCap?)
  }

  /// First byte of a capability's memory.
  function Start(cap: Cap): Address
    requires HasMemory(cap)
  {
    cap.address
  }

  /// Size of a capability's memory as a power of two.
  function SizeBits(cap: Cap): nat
    requires HasMemory(cap)
  {
    match cap
    case UntypedCap(_, bits, _, _) => bits
    case EndpointCap(_, _, _, _, _, _) => EndpointBits
    case NotificationCap(_, _, _, _) => NotificationBits
    case ReplyCap(_, _) => ReplyBits
    case CNodeCap(_, radix, _, _) => radix + SlotBits
    case ThreadCap(_) => ThreadBits
    case SchedContextCap(_, bits) => bits
    case ZombieCap(_, isThread, radix, _) => if isThread then ThreadBits else radix + SlotBits
    case FrameCap(_, bits, _, _, _) => bits
    case TableCap(_, _, _) => PageBits
    case AsidPoolCap(_, _) => PageBits
  }

  /// Whether a capability names an object, which exists as long as one does.
  predicate NamesObject(cap: Cap) {
    HasMemory(cap) && !cap.UntypedCap?
  }

  /// Whether two capabilities name one thing: deleting one of them then does not destroy it. Never so for untyped memory.
  predicate SameObject(a: Cap, b: Cap) {
    if NamesObject(a) then NamesObject(b) && a.address == b.address
    else !a.UntypedCap? && a == b
  }

  /// What a copy of a capability is: None where there may not be one, RevokeFirst for memory that is in use.
  function Derive(cap: Cap, hasChildren: bool): Result<Option<Cap>> {
    match cap
    case ZombieCap(_, _, _, _) => Ok(None)
    case IrqControlCap => Ok(None)
    case PortControlCap => Ok(None)
    case UntypedCap(_, _, _, _) => if hasChildren then Refused(RevokeFirst) else Ok(Some(cap))
    case FrameCap(_, _, _, _, _) => Ok(Some(cap.(mapped := None)))
    case TableCap(_, _, None) => Refused(IllegalOperation)
    case _ => Ok(Some(cap))
  }

  /// The capability with user-given data: a badge where there is none yet, a guard. None when the data does not fit.
  function UpdateData(isMove: bool, data: nat, cap: Cap): Option<Cap> {
    match cap
    case EndpointCap(_, badge, _, _, _, _) => if isMove || badge != 0 then None else Some(cap.(badge := data))
    case NotificationCap(_, badge, _, _) => if isMove || badge != 0 then None else Some(cap.(badge := data))
    case CNodeCap(_, radix, _, _) =>
      var size := data % 64;
      if size + radix > WordBits then None
      else Some(cap.(guardSize := size, guard := (data / 64) % Pow2(size)))
    case _ => Some(cap)
  }

  /// The capability with no more than the given rights.
  function MaskRights(cap: Cap, rights: Rights): Cap {
    match cap
    case EndpointCap(address, badge, canSend, canReceive, canGrant, canGrantReply) =>
      EndpointCap(address, badge, canSend && rights.canWrite, canReceive && rights.canRead,
        canGrant && rights.canGrant, canGrantReply && rights.canGrantReply)
    case NotificationCap(address, badge, canSend, canReceive) =>
      NotificationCap(address, badge, canSend && rights.canWrite, canReceive && rights.canRead)
    case ReplyCap(address, canGrant) => ReplyCap(address, canGrant && rights.canGrant)
    case FrameCap(_, _, _, access, _) => cap.(access := MaskAccess(access, rights))
    case _ => cap
  }

  /// Writing without reading is nothing: the hardware has no such mapping.
  function MaskAccess(access: Access, rights: Rights): Access {
    if access == ReadWrite && rights.canRead && rights.canWrite then ReadWrite
    else if access != NoAccess && rights.canRead then ReadOnly
    else NoAccess
  }

  /// The badge of a capability, zero where there is none.
  function BadgeOf(cap: Cap): nat {
    if cap.EndpointCap? || cap.NotificationCap? then cap.badge else 0
  }

  /// Whether a derived capability may itself have children: memory, a fresh badge, an object issued by a control capability.
  predicate IsOriginal(cap: Cap, source: Cap) {
    cap.UntypedCap? || !SameKind(cap, source) || BadgeOf(cap) != BadgeOf(source)
  }

  /// Whether both are capabilities of one type; only a control capability is the source of another type.
  predicate SameKind(cap: Cap, source: Cap) {
    !(source.IrqControlCap? && cap.IrqHandlerCap?) && !(source.PortControlCap? && cap.PortCap?)
  }
}
