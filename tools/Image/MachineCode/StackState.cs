// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>
/// What is known before an instruction of the stack pointer, of registers derived from it, and of registers that hold constants.
/// </summary>
/// <remarks>
/// Invariant: a register with a known offset holds (stack pointer at the base) minus that offset; the base is the routine's entry, or the
/// last stack switch. No register has both an offset and a constant.
/// </remarks>
internal sealed class StackState
{
    private const int Unknown = int.MinValue;
    private const int StackPointer = 4;
    private const int RegisterCount = 16;
    private readonly int[] _offsets;
    private readonly ulong?[] _constants;

    private StackState(int[] offsets, ulong?[] constants, bool switched)
    {
        _offsets = offsets;
        _constants = constants;
        HasSwitched = switched;
    }

    /// <summary>Bytes pushed since the base; negative when more was popped.</summary>
    public int Depth
    {
        get => _offsets[StackPointer];
        set => _offsets[StackPointer] = value;
    }

    /// <summary>Whether the base is a stack pointer loaded by the routine.</summary>
    public bool HasSwitched { get; private set; }

    /// <summary>The state at a routine's first instruction.</summary>
    public static StackState AtEntry()
    {
        StackState state = new(new int[RegisterCount], new ulong?[RegisterCount], switched: false);
        state.ForgetAll();
        state.Depth = 0;
        return state;
    }

    /// <summary>An independent copy.</summary>
    public StackState Clone() => new((int[])_offsets.Clone(), (ulong?[])_constants.Clone(), HasSwitched);

    /// <summary>The offset a register holds, if known.</summary>
    public bool TryGetOffset(int register, out int offset)
    {
        offset = _offsets[register];
        return offset != Unknown;
    }

    /// <summary>Records that a register holds the base minus an offset.</summary>
    public void SetOffset(int register, int offset)
    {
        _offsets[register] = offset;
        _constants[register] = null;
    }

    /// <summary>The constant a register holds, if known.</summary>
    public ulong? Constant(int register) => _constants[register];

    /// <summary>Records that a register other than the stack pointer holds a constant.</summary>
    public void SetConstant(int register, ulong? value)
    {
        Forget(register);
        _constants[register] = value;
    }

    /// <summary>Records that nothing is known of a register other than the stack pointer.</summary>
    public void Forget(int register)
    {
        if (register != StackPointer)
        {
            _offsets[register] = Unknown;
            _constants[register] = null;
        }
    }

    /// <summary>Forgets the registers a callee may change.</summary>
    /// <remarks>Source: System V ABI for x86-64, figure 3.4: rbx, rbp and r12 to r15 are preserved.</remarks>
    public void ForgetCallerSaved()
    {
        foreach (int register in (ReadOnlySpan<int>)[0, 1, 2, 6, 7, 8, 9, 10, 11])
        {
            Forget(register);
        }
    }

    /// <summary>The stack pointer was loaded from elsewhere: depth counts from there.</summary>
    public void SwitchStack()
    {
        ForgetAll();
        Depth = 0;
        HasSwitched = true;
    }

    /// <summary>Takes in another state of the same place: the greater depth, and only what both agree on. True when this changed.</summary>
    public bool Merge(StackState other)
    {
        bool changed = other.Depth > Depth;
        Depth = Math.Max(Depth, other.Depth);
        for (int register = 0; register < RegisterCount; register++)
        {
            if (register != StackPointer && _offsets[register] != Unknown && _offsets[register] != other._offsets[register])
            {
                _offsets[register] = Unknown;
                changed = true;
            }

            if (_constants[register] is not null && _constants[register] != other._constants[register])
            {
                _constants[register] = null;
                changed = true;
            }
        }

        return changed;
    }

    private void ForgetAll()
    {
        for (int register = 0; register < RegisterCount; register++)
        {
            Forget(register);
        }
    }
}
