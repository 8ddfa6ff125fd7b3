// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;
using Iced.Intel;

namespace Caprock.Tools.Image.Checks;

/// <summary>No instruction names a vector, x87, MMX or mask register.</summary>
/// <remarks>
/// The kernel saves those registers only when it switches threads that use them, so an instruction that touches one destroys a user's
/// state. Saving and restoring (fxsave, xsave and their kin) and the x87 control instructions name none and pass.
/// </remarks>
public sealed class VectorRegisterCheck : IImageCheck
{
    /// <summary>Code of this check's refusals.</summary>
    public const string Code = "CAPROCK0201";

    /// <inheritdoc/>
    public bool AppliesTo(CheckOptions options) => options.Kind == ImageKind.Kernel;

    /// <inheritdoc/>
    public IEnumerable<Finding> Run(CheckContext context)
    {
        FunctionExtent? last = null;
        foreach (Instruction instruction in context.Program.Instructions.Decoded)
        {
            if (!TouchesVectorState(instruction))
            {
                continue;
            }

            FunctionExtent? extent = context.Program.Map.Find(instruction.IP);
            if (extent != last)
            {
                last = extent;
                yield return Finding.Error(
                    Code,
                    $"{extent?.Name} uses a vector or floating-point register at 0x{instruction.IP:x}: `{Assembly.Text(instruction)}`; "
                    + "copy and clear word by word, pass structs over 16 bytes by reference");
            }
        }
    }

    private static bool TouchesVectorState(in Instruction instruction)
    {
        for (int operand = 0; operand < instruction.OpCount; operand++)
        {
            if (instruction.GetOpKind(operand) == OpKind.Register && IsVector(instruction.GetOpRegister(operand)))
            {
                return true;
            }
        }

        return instruction.Mnemonic switch
        {
            Mnemonic.Emms or Mnemonic.Femms or Mnemonic.Vzeroall or Mnemonic.Vzeroupper => true,
            Mnemonic.Fninit or Mnemonic.Finit or Mnemonic.Fnclex or Mnemonic.Fclex or Mnemonic.Fldcw => false,
            Mnemonic.Fnstcw or Mnemonic.Fstcw or Mnemonic.Fnstsw or Mnemonic.Fstsw or Mnemonic.Wait => false,
            _ => instruction.CpuidFeatures.Contains(CpuidFeature.FPU),
        };
    }

    private static bool IsVector(Register register) =>
        register.IsVectorRegister() || register.IsMM() || register.IsST() || register.IsK() || register.IsTMM();
}
