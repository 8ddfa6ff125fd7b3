// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>Settings of the running program.</summary>
public static unsafe class AppContext
{
    /// <summary>What generated start-up code hands over; there is none that runs.</summary>
    internal static void Setup(char** names, char** values, int count)
    {
        _ = names;
        _ = values;
        _ = count;
    }

    /// <summary>Sets a value; nothing keeps it.</summary>
    public static void SetData(string name, object? data)
    {
        _ = name;
        _ = data;
    }
}
