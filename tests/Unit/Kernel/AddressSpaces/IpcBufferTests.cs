// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

public sealed unsafe class IpcBufferTests : IDisposable
{
    private readonly HostKernel kernel = new();

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void A_buffer_lies_in_its_frame_at_the_addresss_offset()
    {
        ulong frame = kernel.Create(ObjectType.Page4K);
        Install(frame, 0x5000_0c00);

        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, true) == (ulong*)(kernel.CapAt(frame).ObjectAddress + 0xc00));
    }

    [Fact]
    public void A_buffer_in_a_large_frame_uses_all_of_the_offset()
    {
        ulong frame = kernel.Create(ObjectType.LargePage);
        Install(frame, 0x5012_3400);

        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, true) == (ulong*)(kernel.CapAt(frame).ObjectAddress + 0x12_3400));
    }

    [Fact]
    public void A_read_only_buffer_is_read_and_not_written()
    {
        Install(kernel.Copy(kernel.Create(ObjectType.Page4K), 2), 0);

        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, true) == null);
        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, false) != null);
    }

    [Fact]
    public void A_frame_without_rights_is_no_buffer()
    {
        Install(kernel.Copy(kernel.Create(ObjectType.Page4K), 0), 0);

        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, false) == null);
    }

    [Fact]
    public void A_thread_without_a_frame_or_with_a_devices_has_no_buffer()
    {
        Install(0, 0x1000);
        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, false) == null);
        Install(kernel.CreateFrom(kernel.DeviceMemory, ObjectType.Page4K), 0x1000);
        Assert.True(X64AddressSpaces.LookupIpcBuffer(kernel.Probe, false) == null);
    }

    [Fact]
    public void A_buffer_wants_ordinary_memory_at_an_aligned_address()
    {
        Capability frame = kernel.CapAt(kernel.Create(ObjectType.Page4K));

        Assert.Equal(Error.NoError, X64AddressSpaces.CheckIpcBuffer(0x1400, frame));
        Assert.Equal(Error.AlignmentError, X64AddressSpaces.CheckIpcBuffer(0x1200, frame));
        Assert.Equal(
            Error.IllegalOperation,
            X64AddressSpaces.CheckIpcBuffer(0x1400, kernel.CapAt(kernel.CreateFrom(kernel.DeviceMemory, ObjectType.Page4K))));
        Assert.Equal(Error.IllegalOperation, X64AddressSpaces.CheckIpcBuffer(0x1400, Capability.Null));
    }

    private void Install(ulong frame, ulong address)
    {
        Slot.Store(&kernel.Probe->IpcBufferFrame, kernel.CapAt(frame));
        kernel.Probe->IpcBufferAddress = address;
    }
}
