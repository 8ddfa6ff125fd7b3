// SPDX-License-Identifier: BSD-2-Clause
    .intel_syntax noprefix
//
// void *initialiser_layout(void): where the builder puts the layout, on the page behind the image.

    .text
    .global initialiser_layout
    .type initialiser_layout, @function
initialiser_layout:
    lea rax, [rip + component_data_end]
    ret
    .size initialiser_layout, . - initialiser_layout
