// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>A range of I/O ports.</summary>
public interface IIoPort : ICapability
{
    /// <summary>Reads a byte.</summary>
    /// <param name="port">The port.</param>
    /// <param name="result">The byte.</param>
    [Invocation("X86IOPortIn8")]
    [Refuses(Error.IllegalOperation, "the port is not in the range")]
    Error In8(ushort port, out byte result);

    /// <summary>Reads two bytes.</summary>
    /// <param name="port">First of two ports.</param>
    /// <param name="result">The bytes.</param>
    [Invocation("X86IOPortIn16")]
    [Refuses(Error.IllegalOperation, "one of the ports is not in the range")]
    Error In16(ushort port, out ushort result);

    /// <summary>Reads four bytes.</summary>
    /// <param name="port">First of four ports.</param>
    /// <param name="result">The bytes.</param>
    [Invocation("X86IOPortIn32")]
    [Refuses(Error.IllegalOperation, "one of the ports is not in the range")]
    Error In32(ushort port, out uint result);

    /// <summary>Writes a byte.</summary>
    /// <param name="port">The port.</param>
    /// <param name="data">The byte.</param>
    [Invocation("X86IOPortOut8")]
    [Refuses(Error.IllegalOperation, "the port is not in the range")]
    Error Out8(ulong port, ulong data);

    /// <summary>Writes two bytes.</summary>
    /// <param name="port">First of two ports.</param>
    /// <param name="data">The bytes.</param>
    [Invocation("X86IOPortOut16")]
    [Refuses(Error.IllegalOperation, "one of the ports is not in the range")]
    Error Out16(ulong port, ulong data);

    /// <summary>Writes four bytes.</summary>
    /// <param name="port">First of four ports.</param>
    /// <param name="data">The bytes.</param>
    [Invocation("X86IOPortOut32")]
    [Refuses(Error.IllegalOperation, "one of the ports is not in the range")]
    Error Out32(ulong port, ulong data);
}
