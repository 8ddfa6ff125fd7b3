// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.Checks;

/// <summary>Where the size of the stack comes from: a number of bytes, or two symbols of the image.</summary>
public sealed record StackLimit
{
    private readonly int? _bytes;
    private readonly string _low = "";
    private readonly string _high = "";

    private StackLimit(int bytes) => _bytes = bytes;

    private StackLimit(string low, string high) => (_low, _high) = (low, high);

    /// <summary>The kernel's own stack symbols.</summary>
    public static StackLimit Kernel { get; } = OfSymbols("kernel_stack_bottom", "kernel_stack_top");

    /// <summary>A fixed size.</summary>
    public static StackLimit OfBytes(int bytes) => new(bytes);

    /// <summary>The distance between two symbols.</summary>
    public static StackLimit OfSymbols(string low, string high) => new(low, high);

    /// <summary>Reads "8192" or "low_symbol,high_symbol".</summary>
    public static bool TryParse(string text, out StackLimit? limit)
    {
        string[] parts = text.Split(',');
        limit = int.TryParse(text, out int bytes) && bytes > 0 ? OfBytes(bytes)
            : parts.Length == 2 && parts[0].Length != 0 && parts[1].Length != 0 ? OfSymbols(parts[0], parts[1])
            : null;
        return limit is not null;
    }

    /// <summary>The size in bytes, or why it is unknown.</summary>
    public bool TryResolve(ElfImage image, out int bytes, out string reason)
    {
        bytes = _bytes ?? 0;
        reason = "";
        if (_bytes is not null)
        {
            return true;
        }

        ElfSymbol? low = image.FindSymbol(_low);
        ElfSymbol? high = image.FindSymbol(_high);
        if (low is not { IsDefined: true } || high is not { IsDefined: true })
        {
            reason = $"it does not define the stack symbol '{(low is { IsDefined: true } ? _high : _low)}'";
            return false;
        }

        if (high.Value <= low.Value || high.Value - low.Value > int.MaxValue)
        {
            reason = $"'{_high}' does not lie above '{_low}'";
            return false;
        }

        bytes = (int)(high.Value - low.Value);
        return true;
    }
}
