// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Subset.Samples;

/// <summary>Code of the kind a kernel has: structs, pointers, loops, constant tables.</summary>
internal unsafe struct Good(int value, Good* next)
{
    public int Value = value;
    public Good* Next = next;

    public static int Sum(Good* first)
    {
        int sum = 0;
        for (Good* it = first; it != null; it = it->Next)
        {
            sum += it->Value * Table[it->Value & 3];
        }

        return sum;
    }

    public static Good Make(int value) => new(value, null);

    private static ReadOnlySpan<byte> Table => [1, 2, 3, 4];
}
