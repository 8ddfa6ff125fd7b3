// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Checks;

/// <summary>Access rights and alignment of segments.</summary>
public sealed class SegmentCheckTests
{
    private const string Program = """
        .global _start
        _start: ret
        .data
        .global variable
        variable: .quad 1
        """;

    [Fact]
    public void Separate_pages_with_separate_rights_pass() => ImageBuilder.Accepted(ImageBuilder.CheckKernel(Program));

    [Fact]
    public void A_writable_and_executable_segment_is_refused()
    {
        string script = ImageBuilder.DefaultScript.Replace("text PT_LOAD FLAGS(5)", "text PT_LOAD FLAGS(7)");
        Finding finding = ImageBuilder.Refused(ImageBuilder.CheckKernel(Program, script), SegmentCheck.Code);
        Assert.Contains("both writable and executable", finding.Message);
        Assert.Contains(".text", finding.Message);
    }

    [Fact]
    public void An_entry_in_data_is_refused()
    {
        string script = ImageBuilder.DefaultScript.Replace("ENTRY(_start)", "ENTRY(variable)");
        Finding finding = ImageBuilder.CheckKernel(Program, script).Errors().First();
        Assert.Contains("no executable segment", finding.Message);
    }

    [Fact]
    public void Segments_that_share_a_page_are_refused()
    {
        string script = ImageBuilder.DefaultScript.Replace("ALIGN(4096)", "ALIGN(16)");
        IReadOnlyList<Finding> findings = ImageBuilder.CheckKernel(Program, script);
        Assert.Contains(findings.Errors(), finding => finding.Message.Contains("share a page"));
        Assert.Contains(findings.Errors(), finding => finding.Message.Contains("page boundary"));
        Assert.All(findings.Errors(), finding => Assert.Equal(SegmentCheck.Code, finding.Code));
    }
}
