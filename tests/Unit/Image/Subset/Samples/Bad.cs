// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Subset.Samples;

/// <summary>One thing in each method that may not be.</summary>
internal static unsafe class Bad
{
    private static int s_state;

    public static int Array(int count) => new int[count].Length;

    public static int Object() => new List<int>().Capacity;

    public static bool Boxed(int value) => value.Equals((object)value);

    public static string Virtual(object value) => value.ToString()!;

    public static int Pointer(delegate*<int> target) => target();

    public static int Even(int n) => n == 0 ? 1 : Odd(n - 1);

    public static int Odd(int n) => n == 0 ? 0 : Even(n - 1);

    public static int Itself(int n) => n == 0 ? 0 : 1 + Itself(n - 1);

    public static void Exception() => throw new InvalidOperationException();

    public static int Handler(int value)
    {
        try
        {
            return value / value;
        }
        finally
        {
            s_state++;
        }
    }

    public static double Floating(int value) => value * 0.5;

    public static int Stack(int count)
    {
        byte* bytes = stackalloc byte[count];
        return bytes[0];
    }
}
