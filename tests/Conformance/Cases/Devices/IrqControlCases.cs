// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>Invocations of IRQControl.</summary>
internal static unsafe class IrqControlCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Get = InvocationLabel.IrqControlGet;
    private const InvocationLabel GetIoApic = InvocationLabel.IrqControlGetIoApic;
    private const InvocationLabel GetMsi = InvocationLabel.IrqControlGetMsi;

    private static IrqControl Control => new((ulong)RootSlot.IrqControl);

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("irq-control"u8);
        CaseList.Add("get-is-for-other-architectures"u8, Get, &GetIsIllegal);
        CaseList.Add("get-message-too-short"u8, Get, &GetTooShort);
        CaseList.Add("get-without-a-root"u8, Get, &GetWithoutARoot);
        CaseList.Add("pin"u8, GetIoApic, &Pin);
        CaseList.Add("pin-vector-in-use"u8, GetIoApic, &PinVectorInUse);
        CaseList.Add("pin-vector-free-again"u8, GetIoApic, &PinVectorFreeAgain);
        CaseList.Add("pin-last-vector"u8, GetIoApic, &PinLastVector);
        CaseList.Add("pin-vector-too-large"u8, GetIoApic, &PinVectorTooLarge);
        CaseList.Add("pin-no-such-controller"u8, GetIoApic, &PinNoSuchController);
        CaseList.Add("pin-no-such-pin"u8, GetIoApic, &PinNoSuchPin);
        CaseList.Add("pin-level-not-a-truth-value"u8, GetIoApic, &PinLevel);
        CaseList.Add("pin-polarity-not-a-truth-value"u8, GetIoApic, &PinPolarity);
        CaseList.Add("pin-destination-occupied"u8, GetIoApic, &PinOccupied);
        CaseList.Add("pin-destination-does-not-exist"u8, GetIoApic, &PinMissing);
        CaseList.Add("pin-root-of-another-type"u8, GetIoApic, &PinRoot);
        CaseList.Add("pin-depth-zero"u8, GetIoApic, &PinDepthZero);
        CaseList.Add("pin-message-too-short"u8, GetIoApic, &PinTooShort);
        CaseList.Add("pin-without-a-root"u8, GetIoApic, &PinWithoutARoot);
        CaseList.Add("message"u8, GetMsi, &Message);
        CaseList.Add("message-vector-in-use"u8, GetMsi, &MessageVectorInUse);
        CaseList.Add("message-vector-too-large"u8, GetMsi, &MessageVectorTooLarge);
        CaseList.Add("message-no-such-bus"u8, GetMsi, &MessageBus);
        CaseList.Add("message-no-such-device"u8, GetMsi, &MessageDevice);
        CaseList.Add("message-no-such-function"u8, GetMsi, &MessageFunction);
        CaseList.Add("message-destination-occupied"u8, GetMsi, &MessageOccupied);
        CaseList.Add("message-too-short"u8, GetMsi, &MessageTooShort);
        CaseList.Add("unknown-label"u8, Get, &UnknownLabel);
        CaseList.Add("revoke-takes-back-all-handlers"u8, InvocationLabel.CNodeRevoke, &RevokeTakesAll);
    }

    private static Error TryPin(
        ref Context c, ulong slot, ulong controller = 0, ulong pin = 20, ulong level = 0, ulong polarity = 0, ulong vector = 60) =>
        Control.GetIoApic(c.Node, slot, Full, controller, pin, level, polarity, vector);

    private static Error TryMessage(
        ref Context c, ulong slot, ulong bus = 0, ulong device = 0, ulong function = 0, ulong vector = 61) =>
        Control.GetMsi(c.Node, slot, Full, bus, device, function, 0, vector);

    private static void GetIsIllegal(ref Context c) =>
        Check.Equal(Error.IllegalOperation, Control.Get(5, c.Node, c.Slot(), Full));

    private static void GetTooShort(ref Context c)
    {
        c.Buffer.SetCap(0, c.Node.Slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, Get, 2, 1));
    }

    private static void GetWithoutARoot(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, Get, 3));

    private static void Pin(ref Context c)
    {
        var slot = c.Slot();
        Check.Success(TryPin(ref c, slot));
        Check.Success(new IrqHandler(slot).Ack());
    }

    private static void PinVectorInUse(ref Context c)
    {
        Check.Success(TryPin(ref c, c.Slot()));
        Check.Equal(Error.RevokeFirst, TryPin(ref c, c.Slot(), pin: 21));
    }

    private static void PinVectorFreeAgain(ref Context c)
    {
        var slot = c.Slot();
        for (var i = 0; i < 3; i++)
        {
            Check.Success(TryPin(ref c, slot));
            c.Delete(slot);
        }
    }

    private static void PinLastVector(ref Context c)
    {
        Check.Success(TryPin(ref c, c.Slot(), vector: Limits.MaximumInterruptVector));
        Check.Success(TryPin(ref c, c.Slot(), pin: 21, vector: 0));
    }

    private static void PinVectorTooLarge(ref Context c)
    {
        Check.Equal(Error.RangeError, TryPin(ref c, c.Slot(), vector: Limits.MaximumInterruptVector + 1));
        Check.Detail(0, 0);
        Check.Detail(1, Limits.MaximumInterruptVector);
        Check.Equal(Error.RangeError, TryPin(ref c, c.Slot(), vector: ulong.MaxValue));
    }

    private static void PinNoSuchController(ref Context c)
    {
        Check.Equal(Error.RangeError, TryPin(ref c, c.Slot(), controller: 1));
        Check.Detail(0, 0);
        Check.Detail(1, 0);
    }

    private static void PinNoSuchPin(ref Context c)
    {
        Check.Equal(Error.RangeError, TryPin(ref c, c.Slot(), pin: 24));
        Check.Detail(0, 0);
        Check.Detail(1, 23);
    }

    private static void PinLevel(ref Context c)
    {
        Check.Equal(Error.RangeError, TryPin(ref c, c.Slot(), level: 2));
        Check.Detail(0, 0);
        Check.Detail(1, 1);
    }

    private static void PinPolarity(ref Context c)
    {
        Check.Equal(Error.RangeError, TryPin(ref c, c.Slot(), polarity: 2));
        Check.Detail(0, 0);
        Check.Detail(1, 1);
    }

    private static void PinOccupied(ref Context c)
    {
        Check.Equal(Error.DeleteFirst, TryPin(ref c, c.Endpoint()));
        Check.Success(TryPin(ref c, c.Slot()));
    }

    private static void PinMissing(ref Context c)
    {
        Check.Equal(Error.FailedLookup, TryPin(ref c, 1ul << 33));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
    }

    private static void PinRoot(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Control.GetIoApic(new CNode(c.Endpoint()), c.Slot(), Full, 0, 20, 0, 0, 60));
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void PinDepthZero(ref Context c) =>
        Check.Equal(Error.RangeError, Control.GetIoApic(c.Node, c.Slot(), 0, 0, 20, 0, 0, 60));

    private static void Arrange(ref Context c)
    {
        c.Buffer.Fill(0);
        c.Buffer.SetCap(0, c.Node.Slot);
        c.Buffer.SetWord(0, c.Slot());
        c.Buffer.SetWord(1, Full);
        c.Buffer.SetWord(2, 0);
        c.Buffer.SetWord(3, 0);
        c.Buffer.SetWord(4, 0);
        c.Buffer.SetWord(5, 0);
        c.Buffer.SetWord(6, 62);
    }

    private static void PinTooShort(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, GetIoApic, 6, 1));
    }

    private static void PinWithoutARoot(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, GetIoApic, 7));
    }

    private static void Message(ref Context c)
    {
        var slot = c.Slot();
        Check.Success(TryMessage(ref c, slot));
        Check.Success(new IrqHandler(slot).SetNotification(new Notification(c.Notification())));
        Check.Success(new IrqHandler(slot).Ack());
    }

    private static void MessageVectorInUse(ref Context c)
    {
        Check.Success(TryMessage(ref c, c.Slot()));
        Check.Equal(Error.RevokeFirst, TryMessage(ref c, c.Slot()));
        Check.Equal(Error.RevokeFirst, TryPin(ref c, c.Slot(), vector: 61));
    }

    private static void MessageVectorTooLarge(ref Context c) =>
        Check.Equal(Error.RangeError, TryMessage(ref c, c.Slot(), vector: Limits.MaximumInterruptVector + 1));

    private static void MessageBus(ref Context c)
    {
        Check.Equal(Error.RangeError, TryMessage(ref c, c.Slot(), bus: 256));
        Check.Detail(1, 255);
    }

    private static void MessageDevice(ref Context c)
    {
        Check.Equal(Error.RangeError, TryMessage(ref c, c.Slot(), device: 32));
        Check.Detail(1, 31);
    }

    private static void MessageFunction(ref Context c)
    {
        Check.Equal(Error.RangeError, TryMessage(ref c, c.Slot(), function: 8));
        Check.Detail(1, 7);
    }

    private static void MessageOccupied(ref Context c) =>
        Check.Equal(Error.DeleteFirst, TryMessage(ref c, c.Endpoint()));

    private static void MessageTooShort(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Control.Slot, GetMsi, 6, 1));
    }

    private static void UnknownLabel(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(Control.Slot, InvocationLabel.IrqHandlerAck, 7, 1));
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(Control.Slot, GetMsi + 1, 7, 1));
    }

    private static void RevokeTakesAll(ref Context c)
    {
        var slot = c.Slots(8);
        for (ulong i = 0; i < 8; i++)
        {
            Check.Success(TryMessage(ref c, slot + i, vector: 70 + i));
        }

        c.Revoke((ulong)RootSlot.IrqControl);
        for (ulong i = 0; i < 8; i++)
        {
            Check.That(c.IsEmpty(slot + i));
            Check.Success(TryMessage(ref c, slot + i, vector: 70 + i));
        }
    }
}
