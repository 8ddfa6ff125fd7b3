// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection.Emit;

namespace Caprock.Tools.Image.Subset;

/// <summary>Instructions that are not in the subset, each with the reason.</summary>
internal static class SubsetRules
{
    private static readonly Dictionary<OpCode, string> s_reasons = Reasons();

    /// <summary>Why an instruction may not be used, null when it may.</summary>
    public static string? Refuses(IlInstruction instruction) => s_reasons.GetValueOrDefault(instruction.Code);

    private static Dictionary<OpCode, string> Reasons()
    {
        Dictionary<OpCode, string> reasons = [];
        Add("allocates on a heap", OpCodes.Newarr, OpCodes.Box);
        Add("calls a method that is found at run time", OpCodes.Callvirt, OpCodes.Ldvirtftn);
        Add("calls through a pointer", OpCodes.Calli, OpCodes.Ldftn, OpCodes.Jmp);
        Add("raises an exception", OpCodes.Throw, OpCodes.Rethrow);
        Add("asks for a type at run time", OpCodes.Castclass, OpCodes.Isinst, OpCodes.Unbox, OpCodes.Unbox_Any, OpCodes.Ldtoken);
        Add("uses floating point", OpCodes.Ldc_R4, OpCodes.Ldc_R8, OpCodes.Conv_R4, OpCodes.Conv_R8, OpCodes.Conv_R_Un, OpCodes.Ckfinite,
            OpCodes.Ldind_R4, OpCodes.Ldind_R8, OpCodes.Stind_R4, OpCodes.Stind_R8);
        Add("uses references to objects", OpCodes.Ldind_Ref, OpCodes.Stind_Ref, OpCodes.Ldelem_Ref, OpCodes.Stelem_Ref);
        Add("takes stack of a size known at run time", OpCodes.Localloc);
        Add("passes arguments of any number or type", OpCodes.Arglist, OpCodes.Mkrefany, OpCodes.Refanytype, OpCodes.Refanyval);
        Add("writes a static field", OpCodes.Stsfld);
        return reasons;

        void Add(string reason, params OpCode[] codes)
        {
            foreach (OpCode code in codes)
            {
                reasons.Add(code, reason);
            }
        }
    }
}
