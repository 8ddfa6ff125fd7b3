// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Why an expression has no value.</summary>
public enum EvaluationError : ulong
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>A character that cannot stand there.</summary>
    UnexpectedCharacter,

    /// <summary>A number or parenthesis is missing at the end.</summary>
    UnexpectedEnd,

    /// <summary>A parenthesis without its partner.</summary>
    UnbalancedParenthesis,

    /// <summary>Division or remainder by zero.</summary>
    DivisionByZero,

    /// <summary>A number that does not fit 64 bits.</summary>
    Overflow,

    /// <summary>More open operations than the evaluator has room for.</summary>
    TooDeep,

    /// <summary>More text than a request holds.</summary>
    TooLong,

    /// <summary>The calculator was started anew before it answered, or does not know the request.</summary>
    NoAnswer,
}
