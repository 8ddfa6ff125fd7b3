// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>What an object is; the numbers are the same for every profile of the kernel.</summary>
public enum ObjectKind : uint
{
    /// <summary>Thread.</summary>
    Thread = 1,

    /// <summary>Endpoint.</summary>
    Endpoint = 2,

    /// <summary>Notification.</summary>
    Notification = 3,

    /// <summary>CNode.</summary>
    CNode = 4,

    /// <summary>Scheduling context.</summary>
    SchedContext = 5,

    /// <summary>Reply object.</summary>
    Reply = 6,

    /// <summary>Frame of 4 KiB or 2 MiB.</summary>
    Frame = 7,

    /// <summary>Page table.</summary>
    PageTable = 8,

    /// <summary>Page directory.</summary>
    PageDirectory = 9,

    /// <summary>Page-directory-pointer table.</summary>
    PageDirectoryPointerTable = 10,

    /// <summary>Root of an address space.</summary>
    VSpace = 11,

    /// <summary>Handler of an interrupt; takes no memory.</summary>
    Interrupt = 12,

    /// <summary>Range of I/O ports; takes no memory.</summary>
    Ports = 13,

    /// <summary>Address space of a device; takes no memory.</summary>
    IoSpace = 14,
}
