// SPDX-License-Identifier: BSD-2-Clause
namespace Demo;

public enum Mode : byte
{
    Once,
    Forever,
}

public struct Span
{
    public int Start;
    public Mode Mode;
    public bool IsOn;
}

[Procedures]
public interface ITimer
{
    void SetTimeout(ulong nanoseconds);

    Span Exchange(in Span span, out long before, ref bool flag);

    int Many(int a, int b, int c, int d, int e, int f, int g, int @class);
}

[Procedures]
public interface IAdmin
{
    void Reset();
}

public static partial class Outer
{
    [Component("timer")]
    [Serves<ITimer>]
    [Serves<IAdmin>("supervisor")]
    internal partial record struct Timer
    {
        private static ulong timeout;

        private static void SetTimeout(Channel caller, ulong nanoseconds) => timeout = nanoseconds + caller.Id;

        private static Span Exchange(in Span span, out long before, ref bool flag)
        {
            before = span.Start;
            flag = !flag;
            return new Span { Start = 1, Mode = span.Mode, IsOn = span.IsOn };
        }

        private static int Many(int a, int b, int c, int d, int e, int f, int g, int @class) => a + b + c + d + e + f + g + @class;

        private static void Reset() => timeout = 0;
    }
}
