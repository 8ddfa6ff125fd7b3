// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Decodes instructions of an image's executable sections by address and remembers each.</summary>
public sealed class InstructionSource
{
    private readonly List<(ElfSection Section, byte[] Bytes)> _sections = [];
    private readonly SortedDictionary<ulong, Instruction> _decoded = [];

    /// <summary>Prepares the executable sections of an image.</summary>
    public InstructionSource(ElfImage image)
    {
        foreach (ElfSection section in image.Sections)
        {
            if (section.IsExecutable && section.IsAllocated && section.Type != ElfSectionType.NoBits)
            {
                _sections.Add((section, image.Contents(section).ToArray()));
            }
        }
    }

    /// <summary>Every instruction decoded so far, by address.</summary>
    public IEnumerable<Instruction> Decoded => _decoded.Values;

    /// <summary>Decodes the instruction at an address; false outside executable bytes or when the bytes are no instruction.</summary>
    public bool TryDecode(ulong address, int bitness, out Instruction instruction)
    {
        if (_decoded.TryGetValue(address, out instruction))
        {
            return true;
        }

        foreach ((ElfSection section, byte[] bytes) in _sections)
        {
            ulong offset = address - section.Address;
            if (offset < (ulong)bytes.Length)
            {
                ByteArrayCodeReader reader = new(bytes, (int)offset, Math.Min(15, bytes.Length - (int)offset));
                instruction = Decoder.Create(bitness, reader, address).Decode();
                return !instruction.IsInvalid;
            }
        }

        return false;
    }

    /// <summary>Records that an instruction was reached.</summary>
    public void Keep(in Instruction instruction) => _decoded[instruction.IP] = instruction;

    /// <summary>The byte at an address of an executable section, null elsewhere.</summary>
    public byte? ByteAt(ulong address)
    {
        foreach ((ElfSection section, byte[] bytes) in _sections)
        {
            ulong offset = address - section.Address;
            if (offset < (ulong)bytes.Length)
            {
                return bytes[(int)offset];
            }
        }

        return null;
    }
}
