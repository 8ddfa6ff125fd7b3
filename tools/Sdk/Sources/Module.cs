// SPDX-License-Identifier: BSD-2-Clause
// Clearing locals on entry would use vector registers, which a kernel must not touch.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
