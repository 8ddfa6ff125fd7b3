// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Checks;

/// <summary>Vector and floating-point registers in the kernel.</summary>
public sealed class VectorRegisterCheckTests
{
    [Theory]
    [InlineData("movups xmm0, [rdi]")]
    [InlineData("vmovdqu ymm1, [rdi]")]
    [InlineData("vmovdqu64 zmm2, [rdi]")]
    [InlineData("kmovw k1, eax")]
    [InlineData("movq mm3, rax")]
    [InlineData("fld qword ptr [rdi]")]
    [InlineData("fld st(1)")]
    [InlineData("fldpi")]
    [InlineData("emms")]
    [InlineData("vzeroupper")]
    public void An_instruction_on_a_vector_or_floating_point_register_is_refused_with_the_function_named(string instruction)
    {
        Finding finding = ImageBuilder.Refused(ImageBuilder.CheckKernel($"""
            .global _start, copy
            .type _start, @function
            .type copy, @function
            _start: call copy
              ret
            copy: {instruction}
              ret
            """), VectorRegisterCheck.Code);
        Assert.StartsWith("copy uses", finding.Message);
    }

    [Theory]
    [InlineData("fxsave64 [rdi]")]
    [InlineData("fxrstor64 [rdi]")]
    [InlineData("xsave64 [rdi]")]
    [InlineData("xrstor64 [rdi]")]
    [InlineData("fninit")]
    [InlineData("ldmxcsr [rdi]")]
    [InlineData("rep movsb")]
    [InlineData("mov rax, [rdi]")]
    public void Saving_state_and_ordinary_instructions_pass(string instruction) =>
        ImageBuilder.Accepted(ImageBuilder.CheckKernel($"""
            .global _start
            _start: {instruction}
              ret
            """));

    [Fact]
    public void Code_that_only_an_entry_table_knows_is_looked_at_too() =>
        ImageBuilder.Refused(ImageBuilder.CheckKernel("""
            .global _start, stubs
            .type _start, @function
            .type stubs, @function
            _start: ret
            .align 16
            stubs: push 0
              jmp common
            .align 16
              push 1
              movups xmm0, [rdi]
              jmp common
            common: iretq
            """), VectorRegisterCheck.Code);

    [Fact]
    public void A_component_may_use_vector_registers() =>
        ImageBuilder.Accepted(ImageChecker.Check(
            ImageBuilder.Build(".global _start\n_start: movups xmm0, [rdi]\n ret"), CheckOptions.Component));
}
