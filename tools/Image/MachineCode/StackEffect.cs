// SPDX-License-Identifier: BSD-2-Clause
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Applies one instruction's effect to what is known of the stack.</summary>
internal sealed class StackEffect
{
    private readonly InstructionInfoFactory _information = new();

    /// <summary>Updates the state; false when the stack pointer moves by an amount that is not in the code.</summary>
    public bool TryApply(in Instruction instruction, StackState state)
    {
        int wordSize = instruction.CodeSize == CodeSize.Code64 ? 8 : 4;
        switch (instruction.Mnemonic)
        {
            case Mnemonic.Add:
            case Mnemonic.Sub:
            case Mnemonic.And:
                return TryArithmetic(instruction, state, wordSize);
            case Mnemonic.Mov:
                ApplyMove(instruction, state, wordSize);
                return true;
            case Mnemonic.Lea:
                return TryLoadAddress(instruction, state, wordSize);
            case Mnemonic.Enter:
                ApplyEnter(instruction, state, wordSize);
                return true;
            case Mnemonic.Leave:
                return TryLeave(state, wordSize);
            default:
                ApplyOther(instruction, state);
                return true;
        }
    }

    private bool TryArithmetic(in Instruction instruction, StackState state, int wordSize)
    {
        if (!IsWholeRegister(instruction, 0, wordSize, out int register) || !state.TryGetOffset(register, out int offset))
        {
            ApplyOther(instruction, state);
            return true;
        }

        bool isStackPointer = register == Number(Register.RSP);
        if (!IsImmediate(instruction.Op1Kind))
        {
            state.Forget(register);
            return !isStackPointer;
        }

        int amount = (int)(long)instruction.GetImmediate(1);
        int result = instruction.Mnemonic switch
        {
            Mnemonic.Add => offset - amount,
            Mnemonic.Sub => offset + amount,
            _ => offset - amount - 1,
        };
        if (instruction.Mnemonic == Mnemonic.And && amount >= 0)
        {
            state.Forget(register);
            return !isStackPointer;
        }

        state.SetOffset(register, result);
        return true;
    }

    private void ApplyMove(in Instruction instruction, StackState state, int wordSize)
    {
        if (!IsWholeRegister(instruction, 0, wordSize, out int destination))
        {
            ApplyOther(instruction, state);
            SetZeroExtendedConstant(instruction, state);
        }
        else if (IsWholeRegister(instruction, 1, wordSize, out int source) && state.TryGetOffset(source, out int offset))
        {
            state.SetOffset(destination, offset);
        }
        else
        {
            bool isCopy = IsWholeRegister(instruction, 1, wordSize, out source);
            ulong? constant = isCopy ? state.Constant(source) : IsImmediate(instruction.Op1Kind) ? instruction.GetImmediate(1) : null;
            Overwrite(destination, constant, state);
        }
    }

    private static void SetZeroExtendedConstant(in Instruction instruction, StackState state)
    {
        if (IsWholeRegister(instruction, 0, 4, out int destination) && IsImmediate(instruction.Op1Kind))
        {
            state.SetConstant(destination, (uint)instruction.GetImmediate(1));
        }
    }

    private bool TryLoadAddress(in Instruction instruction, StackState state, int wordSize)
    {
        if (!IsWholeRegister(instruction, 0, wordSize, out int destination))
        {
            ApplyOther(instruction, state);
            return true;
        }

        bool basedOnStack = TryNumber(instruction.MemoryBase, out int memoryBase)
            & state.TryGetOffset(memoryBase, out int offset);
        if (!basedOnStack)
        {
            Overwrite(destination, instruction.IsIPRelativeMemoryOperand ? instruction.IPRelativeMemoryAddress : null, state);
            return true;
        }

        if (instruction.MemoryIndex != Register.None)
        {
            state.Forget(destination);
            return destination != Number(Register.RSP);
        }

        state.SetOffset(destination, offset - (int)(long)instruction.MemoryDisplacement64);
        return true;
    }

    private static void ApplyEnter(in Instruction instruction, StackState state, int wordSize)
    {
        int framePointer = state.Depth + wordSize;
        state.Depth -= instruction.StackPointerIncrement;
        state.SetOffset(Number(Register.RBP), framePointer);
    }

    private static bool TryLeave(StackState state, int wordSize)
    {
        int framePointer = Number(Register.RBP);
        if (!state.TryGetOffset(framePointer, out int offset))
        {
            return false;
        }

        state.Depth = offset - wordSize;
        state.Forget(framePointer);
        return true;
    }

    private void ApplyOther(in Instruction instruction, StackState state)
    {
        int movement = instruction.StackPointerIncrement;
        bool writesStackPointer = false;
        foreach (UsedRegister used in _information.GetInfo(instruction).GetUsedRegisters())
        {
            if (used.Access is OpAccess.Read or OpAccess.CondRead or OpAccess.NoMemAccess or OpAccess.None
                || !TryNumber(used.Register, out int register))
            {
                continue;
            }

            writesStackPointer |= register == Number(Register.RSP);
            state.Forget(register);
        }

        bool popsIntoStackPointer = instruction.Mnemonic == Mnemonic.Pop && instruction.Op0Register.GetFullRegister() == Register.RSP;
        if (popsIntoStackPointer || (writesStackPointer && movement == 0))
        {
            state.SwitchStack();
        }
        else
        {
            state.Depth -= movement;
        }
    }

    private static void Overwrite(int register, ulong? constant, StackState state)
    {
        if (register == Number(Register.RSP))
        {
            state.SwitchStack();
        }
        else
        {
            state.SetConstant(register, constant);
        }
    }

    private static bool IsWholeRegister(in Instruction instruction, int operand, int wordSize, out int number)
    {
        number = 0;
        return instruction.OpCount > operand
            && instruction.GetOpKind(operand) == OpKind.Register
            && instruction.GetOpRegister(operand).GetSize() == wordSize
            && TryNumber(instruction.GetOpRegister(operand), out number);
    }

    private static bool IsImmediate(OpKind kind) => kind is >= OpKind.Immediate8 and <= OpKind.Immediate32to64;

    private static bool TryNumber(Register register, out int number)
    {
        bool isGeneral = register.IsGPR();
        number = isGeneral ? Number(register) : 0;
        return isGeneral;
    }

    /// <summary>The number under which a state keeps a general register.</summary>
    public static int Number(Register register) => register.GetFullRegister() - Register.RAX;
}
