// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Histories;

/// <summary>What makes the kernel run.</summary>
public enum StepKind
{
    /// <summary>A system call of the running thread.</summary>
    SystemCall,

    /// <summary>An interrupt.</summary>
    Interrupt,

    /// <summary>An instruction of the running thread that raises an exception.</summary>
    UserException,

    /// <summary>An access of the running thread to memory that is not there.</summary>
    VmFault,

    /// <summary>A system call of a number that does not exist.</summary>
    UnknownSystemCall,

    /// <summary>Time passes, and the timer says so.</summary>
    Timer,
}
