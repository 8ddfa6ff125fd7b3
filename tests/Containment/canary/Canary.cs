// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment;

/// <summary>Fills its memory and does nothing more, so that any later change of it is somebody else's.</summary>
[Component]
internal partial struct Canary
{
    public static void Init()
    {
        var words = Configuration.Region(0).AsSpan<ulong>();
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Pattern.Word((ulong)i);
        }
    }
}
