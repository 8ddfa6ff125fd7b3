// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Caprock.Tests.Web;

/// <summary>A picture in the PNG format, 8 bits a sample, with or without transparency, as browsers write screenshots.</summary>
/// <remarks>Source: PNG specification, 5 (chunks), 9 (filters).</remarks>
internal sealed class Picture
{
    private const int SignatureBytes = 8;
    private const byte Rgb = 2;
    private const byte RgbWithAlpha = 6;

    private readonly byte[] samples;
    private readonly int pixelBytes;

    private Picture(int width, int height, int pixelBytes, byte[] samples)
    {
        (Width, Height, this.pixelBytes, this.samples) = (width, height, pixelBytes, samples);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>A pixel's colour, red in the highest of three bytes.</summary>
    public int this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * pixelBytes;
            return (samples[at] << 16) | (samples[at + 1] << 8) | samples[at + 2];
        }
    }

    /// <summary>How many pixels of a part have another colour than its first.</summary>
    public int Marks(int left, int top, int right, int bottom)
    {
        var ground = this[left, top];
        var marks = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                marks += this[x, y] == ground ? 0 : 1;
            }
        }

        return marks;
    }

    /// <summary>Reads a file's contents.</summary>
    public static Picture Read(byte[] file)
    {
        var header = Chunks(file).First().Content;
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        if (header[8] != 8 || header[9] is not (Rgb or RgbWithAlpha) || header[12] != 0)
        {
            throw new InvalidDataException("a PNG file of another kind");
        }

        using var packed = new MemoryStream([.. Chunks(file).Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Content)]);
        using var lines = new ZLibStream(packed, CompressionMode.Decompress);
        var pixelBytes = header[9] == Rgb ? 3 : 4;
        return new Picture(width, height, pixelBytes, Unfilter(lines, width * pixelBytes, height, pixelBytes));
    }

    private static IEnumerable<(string Type, byte[] Content)> Chunks(byte[] file)
    {
        for (var at = SignatureBytes; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            yield return (Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }
    }

    private static byte[] Unfilter(Stream lines, int lineBytes, int height, int pixelBytes)
    {
        var all = new byte[lineBytes * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines.ReadByte();
            var start = y * lineBytes;
            lines.ReadExactly(all, start, lineBytes);
            for (var x = 0; x < lineBytes; x++)
            {
                int left = x < pixelBytes ? 0 : all[start + x - pixelBytes];
                int above = y == 0 ? 0 : all[start + x - lineBytes];
                int corner = x < pixelBytes || y == 0 ? 0 : all[start + x - lineBytes - pixelBytes];
                all[start + x] += (byte)Predict(filter, left, above, corner);
            }
        }

        return all;
    }

    private static int Predict(int filter, int left, int above, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) / 2,
        4 => Paeth(left, above, corner),
        _ => throw new InvalidDataException($"PNG filter {filter}"),
    };

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
