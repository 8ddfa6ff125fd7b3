// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>IOPortControl_Issue, and reading and writing ports.</summary>
/// <remarks>The ports used are those of the real-time clock's memory (0x70, 0x71; source: Motorola MC146818A data sheet), of PCI
/// configuration (0xcf8 to 0xcff; source: PCI Local Bus 3.0, 3.2.2.3.2) and some that belong to nothing.</remarks>
internal static unsafe class IoPortCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Issue = InvocationLabel.IoPortControlIssue;
    private const ushort ClockIndex = 0x70;
    private const ushort ConfigurationAddress = 0xcf8;
    private const ushort ConfigurationData = 0xcfc;
    private const byte ScratchRegister = 0x50;

    private static IoPortControl Control => new((ulong)RootSlot.IoPortControl);

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("io-port-control/issue"u8);
        CaseList.Add("a-range"u8, Issue, &ARange);
        CaseList.Add("one-port"u8, Issue, &OnePort);
        CaseList.Add("the-last-port"u8, Issue, &TheLastPort);
        CaseList.Add("overlapping"u8, Issue, &Overlapping);
        CaseList.Add("next-to-each-other"u8, Issue, &NextToEachOther);
        CaseList.Add("free-again-after-delete"u8, Issue, &FreeAgain);
        CaseList.Add("not-free-while-there-is-a-copy"u8, Issue, &NotFreeWhileCopied);
        CaseList.Add("last-before-first"u8, Issue, &LastBeforeFirst);
        CaseList.Add("beyond-all-ports"u8, Issue, &BeyondAll);
        CaseList.Add("destination-occupied"u8, Issue, &Occupied);
        CaseList.Add("destination-does-not-exist"u8, Issue, &Missing);
        CaseList.Add("root-of-another-type"u8, Issue, &RootOfAnotherType);
        CaseList.Add("depth-zero"u8, Issue, &DepthZero);
        CaseList.Add("message-too-short"u8, Issue, &TooShort);
        CaseList.Add("without-a-root"u8, Issue, &WithoutARoot);
        CaseList.Add("unknown-label"u8, Issue, &ControlUnknownLabel);

        CaseList.Group("io-port"u8);
        CaseList.Add("read-and-write-a-byte"u8, InvocationLabel.IoPortOut8, &Byte);
        CaseList.Add("read-a-byte"u8, InvocationLabel.IoPortIn8, &ReadByte);
        CaseList.Add("read-two-bytes"u8, InvocationLabel.IoPortIn16, &ReadTwo);
        CaseList.Add("write-two-bytes"u8, InvocationLabel.IoPortOut16, &WriteTwo);
        CaseList.Add("read-four-bytes"u8, InvocationLabel.IoPortIn32, &ReadFour);
        CaseList.Add("write-four-bytes"u8, InvocationLabel.IoPortOut32, &WriteFour);
        CaseList.Add("read-outside-the-range"u8, InvocationLabel.IoPortIn8, &ReadOutside);
        CaseList.Add("write-outside-the-range"u8, InvocationLabel.IoPortOut8, &WriteOutside);
        CaseList.Add("read-two-bytes-over-the-end"u8, InvocationLabel.IoPortIn16, &ReadTwoOverTheEnd);
        CaseList.Add("write-two-bytes-over-the-end"u8, InvocationLabel.IoPortOut16, &WriteTwoOverTheEnd);
        CaseList.Add("read-four-bytes-over-the-end"u8, InvocationLabel.IoPortIn32, &ReadFourOverTheEnd);
        CaseList.Add("write-four-bytes-over-the-end"u8, InvocationLabel.IoPortOut32, &WriteFourOverTheEnd);
        CaseList.Add("read-message-too-short"u8, InvocationLabel.IoPortIn8, &ReadTooShort);
        CaseList.Add("write-message-too-short"u8, InvocationLabel.IoPortOut32, &WriteTooShort);
        CaseList.Add("unknown-label"u8, InvocationLabel.IoPortIn8, &UnknownLabel);
        CaseList.Add("a-thread-cannot-use-ports-by-itself"u8, InvocationLabel.IoPortIn8, &NotByInstruction);
    }

    private static Error TryIssue(ref Context c, ulong first, ulong last, out IoPort ports)
    {
        ports = new IoPort(c.Slot());
        return Control.Issue(first, last, c.Node, ports.Slot, Full);
    }

    private static IoPort Take(ref Context c, ulong first, ulong last)
    {
        Check.Success(TryIssue(ref c, first, last, out var ports));
        return ports;
    }

    private static void ARange(ref Context c) => Take(ref c, 0x1000, 0x1fff);

    private static void OnePort(ref Context c)
    {
        var ports = Take(ref c, 0x80, 0x80);
        Check.Success(ports.In8(0x80, out _));
        Check.Equal(Error.IllegalOperation, ports.In8(0x81, out _));
        Check.Equal(Error.IllegalOperation, ports.In8(0x7f, out _));
    }

    private static void TheLastPort(ref Context c) => Check.Success(Take(ref c, 0xff00, 0xffff).In8(0xffff, out _));

    private static void Overlapping(ref Context c)
    {
        Take(ref c, 0x1000, 0x10ff);
        Check.Equal(Error.RevokeFirst, TryIssue(ref c, 0x10ff, 0x1200, out _));
        Check.Equal(Error.RevokeFirst, TryIssue(ref c, 0x0f00, 0x1000, out _));
        Check.Equal(Error.RevokeFirst, TryIssue(ref c, 0x1040, 0x1040, out _));
        Check.Equal(Error.RevokeFirst, TryIssue(ref c, 0, 0xffff, out _));
    }

    private static void NextToEachOther(ref Context c)
    {
        Take(ref c, 0x1000, 0x103e);
        Take(ref c, 0x103f, 0x1040);
        Take(ref c, 0x1041, 0x10ff);
    }

    private static void FreeAgain(ref Context c)
    {
        for (var i = 0; i < 3; i++)
        {
            c.Delete(Take(ref c, 0x1000, 0x10ff).Slot);
        }
    }

    private static void NotFreeWhileCopied(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x10ff);
        var copy = c.Copy(ports.Slot);
        c.Delete(ports.Slot);
        Check.Equal(Error.RevokeFirst, TryIssue(ref c, 0x1000, 0x10ff, out _));
        c.Delete(copy);
        Take(ref c, 0x1000, 0x10ff);
    }

    private static void LastBeforeFirst(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, TryIssue(ref c, 0x1001, 0x1000, out _));
        Check.Detail(0, 1);
    }

    private static void BeyondAll(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, TryIssue(ref c, 0x10000, 0x10001, out _));
        Check.Detail(0, 0);
        Check.Equal(Error.InvalidArgument, TryIssue(ref c, 0x1000, 0x10000, out _));
        Check.Detail(0, 1);
    }

    private static void Occupied(ref Context c)
    {
        Check.Equal(Error.DeleteFirst, Control.Issue(0x1000, 0x1001, c.Node, c.Endpoint(), Full));
        Take(ref c, 0x1000, 0x1001);
    }

    private static void Missing(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Control.Issue(0x1000, 0x1001, c.Node, 1ul << 45, Full));
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
    }

    private static void RootOfAnotherType(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Control.Issue(0x1000, 0x1001, new CNode(c.Endpoint()), c.Slot(), Full));
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void DepthZero(ref Context c) =>
        Check.Equal(Error.RangeError, Control.Issue(0x1000, 0x1001, c.Node, c.Slot(), 0));

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, c.Node.Slot);
        c.Buffer.SetWord(0, 0x1000);
        c.Buffer.SetWord(1, 0x1001);
        c.Buffer.SetWord(2, c.Slot());
        c.Buffer.SetWord(3, Full);
    }

    private static void TooShort(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, Issue, 3, 1));
    }

    private static void WithoutARoot(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, Issue, 4));
    }

    private static void ControlUnknownLabel(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(Control.Slot, InvocationLabel.IoPortIn8, 4, 1));
    }

    private static void Byte(ref Context c)
    {
        var ports = Take(ref c, ClockIndex, ClockIndex + 1);
        for (ulong value = 1; value <= 128; value <<= 1)
        {
            Check.Success(ports.Out8(ClockIndex, ScratchRegister));
            Check.Success(ports.Out8(ClockIndex + 1, value));
            Check.Success(ports.Out8(ClockIndex, ScratchRegister));
            Check.Success(ports.In8(ClockIndex + 1, out var read));
            Check.Equal(value, read);
        }
    }

    private static void ReadByte(ref Context c)
    {
        var ports = Take(ref c, ClockIndex, ClockIndex + 1);
        Check.Success(ports.Out8(ClockIndex, ScratchRegister));
        Check.Success(ports.Out8(ClockIndex + 1, 0xffff_ff5a));
        var message = new Exchange((ulong)InvocationLabel.IoPortIn8, 1) { Word0 = ClockIndex + 1 };
        message.Call(ports.Slot);
        Check.Equal(0, message.Label);
        Check.Equal(1, message.Length);
        Check.Equal(0x5a, message.Word0);
    }

    /// <summary>The host bridge: Intel's vendor number in the low half of register 0. Source: PCI Local Bus 3.0, 6.2.1.</summary>
    private static void ReadTwo(ref Context c)
    {
        var ports = Take(ref c, ConfigurationAddress, ConfigurationData + 3);
        Check.Success(ports.Out32(ConfigurationAddress, 0x8000_0000));
        Check.Success(ports.In16(ConfigurationData, out var vendor));
        Check.Equal(0x8086, vendor);
    }

    private static void WriteTwo(ref Context c)
    {
        const ulong Command = 4;
        var ports = Take(ref c, ConfigurationAddress, ConfigurationData + 3);
        Check.Success(ports.Out32(ConfigurationAddress, 0x8000_0000 | Command));
        Check.Success(ports.In16(ConfigurationData, out var before));
        Check.Success(ports.Out16(ConfigurationData, 0xffff_0000ul | before));
        Check.Success(ports.In16(ConfigurationData, out var after));
        Check.Equal(before, after);
    }

    private static void ReadFour(ref Context c)
    {
        var ports = Take(ref c, ConfigurationAddress, ConfigurationData + 3);
        Check.Success(ports.Out32(ConfigurationAddress, 0x8000_0000));
        Check.Success(ports.In32(ConfigurationData, out var identity));
        Check.Equal(0x8086, identity & 0xffff);
        Check.That(identity >> 16 is not (0 or 0xffff));
    }

    private static void WriteFour(ref Context c)
    {
        var ports = Take(ref c, ConfigurationAddress, ConfigurationData + 3);
        Check.Success(ports.Out32(ConfigurationAddress, 0x5_8000_1234));
        Check.Success(ports.In32(ConfigurationAddress, out var address));
        Check.Equal(0x8000_1234, address);
    }

    private static void ReadOutside(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003);
        Check.Equal(Error.IllegalOperation, ports.In8(0xfff, out _));
        Check.Equal(Error.IllegalOperation, ports.In8(0x1004, out _));
        Check.Success(ports.In8(0x1003, out _));
    }

    private static void WriteOutside(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003);
        Check.Equal(Error.IllegalOperation, ports.Out8(0xfff, 0));
        Check.Equal(Error.IllegalOperation, ports.Out8(0x1004, 0));
        Check.Success(ports.Out8(0x1000, 0));
    }

    private static void ReadTwoOverTheEnd(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003);
        Check.Equal(Error.IllegalOperation, ports.In16(0x1003, out _));
        Check.Equal(Error.IllegalOperation, ports.In16(0xfff, out _));
        Check.Success(ports.In16(0x1002, out _));
    }

    private static void WriteTwoOverTheEnd(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003);
        Check.Equal(Error.IllegalOperation, ports.Out16(0x1003, 0));
        Check.Success(ports.Out16(0x1002, 0));
    }

    private static void ReadFourOverTheEnd(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003);
        Check.Equal(Error.IllegalOperation, ports.In32(0x1001, out _));
        Check.Success(ports.In32(0x1000, out _));
        var last = Take(ref c, 0xfff0, 0xffff);
        Check.Equal(Error.IllegalOperation, last.In32(0xfffe, out _));
    }

    private static void WriteFourOverTheEnd(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003);
        Check.Equal(Error.IllegalOperation, ports.Out32(0x1001, 0));
        Check.Success(ports.Out32(0x1000, 0));
    }

    private static void ReadTooShort(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003).Slot;
        Check.Equal(Error.TruncatedMessage, c.Invoke(ports, InvocationLabel.IoPortIn8));
        Check.Equal(Error.TruncatedMessage, c.Invoke(ports, InvocationLabel.IoPortIn16));
        Check.Equal(Error.TruncatedMessage, c.Invoke(ports, InvocationLabel.IoPortIn32));
    }

    private static void WriteTooShort(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003).Slot;
        c.Buffer.SetWord(0, 0x1000);
        Check.Equal(Error.TruncatedMessage, c.Invoke(ports, InvocationLabel.IoPortOut8, 1));
        Check.Equal(Error.TruncatedMessage, c.Invoke(ports, InvocationLabel.IoPortOut16, 1));
        Check.Equal(Error.TruncatedMessage, c.Invoke(ports, InvocationLabel.IoPortOut32, 1));
    }

    private static void UnknownLabel(ref Context c)
    {
        var ports = Take(ref c, 0x1000, 0x1003).Slot;
        Check.Equal(Error.IllegalOperation, c.Invoke(ports, Issue, 4));
        Check.Equal(Error.IllegalOperation, c.Invoke(ports, InvocationLabel.IoPortOut32 + 1, 4));
    }

    /// <summary>The instruction in al, 0x80. Source: Intel SDM 2, IN.</summary>
    private static void NotByInstruction(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        const ulong GeneralProtection = 13;
        var faults = c.Endpoint();
        Take(ref c, 0x80, 0x80);
        c.MappedFrame(Root.Space, Address);
        *(ushort*)Address = 0x80e4;
        var thread = c.Worker(&Nothing, Priorities.Above, faults)->Thread;
        var registers = default(UserContext);
        registers.Rip = Address;
        registers.Rflags = 0x202;
        Check.Success(thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.UserException, message.Label);
        Check.Equal(Address, message.Word0);
        Check.Equal(GeneralProtection, message.Word3);
    }

    private static void Nothing(Worker* self)
    {
    }
}
