// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Checks;

/// <summary>Runtime helpers and class constructors.</summary>
public sealed class RuntimeHelperCheckTests
{
    [Theory]
    [InlineData("RhpNewFast", "heap")]
    [InlineData("RhpNewArrayFast", "heap")]
    [InlineData("RhpNewFinalizable", "heap")]
    [InlineData("RhpAssignRef", "object reference")]
    [InlineData("RhpCheckedAssignRefEAX", "object reference")]
    [InlineData("RhpThrowEx", "exception")]
    [InlineData("IsInstanceOfClass", "type")]
    [InlineData("ChkCastAny", "type")]
    [InlineData("CoreLib_System_Runtime_TypeCast__CheckCastClass", "type")]
    [InlineData("RhpInterfaceDispatch1", "interface")]
    [InlineData("RhpPInvoke", "unmanaged")]
    [InlineData("RhpGcPoll", "garbage")]
    [InlineData("RhpStackProbe", "page")]
    public void A_helper_in_the_image_is_refused_with_cause_and_caller(string helper, string cause)
    {
        Finding finding = ImageBuilder.Refused(ImageBuilder.CheckKernel($"""
            .global _start, {helper}
            .type _start, @function
            .type {helper}, @function
            _start: call {helper}
              ret
            {helper}: ret
            """), RuntimeHelperCheck.Code);
        Assert.Contains(helper, finding.Message);
        Assert.Contains(cause, finding.Message);
        Assert.Contains("called by _start", finding.Message);
    }

    [Fact]
    public void A_helper_that_is_referenced_but_not_defined_is_refused()
    {
        Finding finding = ImageBuilder.Refused(
            ImageBuilder.CheckKernel(
                ".global _start\n_start: lea rax, [rip + RhpNewFast]\n ret", ImageBuilder.DefaultScript, "--unresolved-symbols=ignore-all"),
            RuntimeHelperCheck.Code);
        Assert.Contains("not defined", finding.Message);
    }

    [Fact]
    public void The_stub_of_an_exported_method_may_refer_to_its_transition() =>
        ImageBuilder.Accepted(ImageBuilder.CheckKernel("""
            .global _start, RhpReversePInvoke, RhpReversePInvokeReturn
            .type _start, @function
            _start: call RhpReversePInvoke
              call RhpReversePInvokeReturn
              ret
            RhpReversePInvoke: ret
            RhpReversePInvokeReturn: ret
            """));

    [Fact]
    public void A_static_initialiser_that_nothing_runs_is_refused()
    {
        Finding finding = ImageBuilder.Refused(
            ImageBuilder.CheckKernel(".global _start, Kernel_Table___cctor\n_start: ret\nKernel_Table___cctor: ret"),
            ClassConstructorCheck.Code);
        Assert.Contains("'Kernel_Table'", finding.Message);
    }
}
