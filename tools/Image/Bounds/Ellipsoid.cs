// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Finds where a convex function of a few numbers, none negative, is least: the ellipsoid method.</summary>
/// <remarks>Source: Bland, Goldfarb, Todd, "The Ellipsoid Method: A Survey", Operations Research 29 (1981). In one dimension it
/// bisects.</remarks>
internal sealed class Ellipsoid
{
    private readonly int _size;
    private readonly double[] _centre;
    private readonly double[,] _shape;

    /// <summary>Starts with a ball that holds the cube from zero to a largest value.</summary>
    public Ellipsoid(int size, double largest)
    {
        _size = size;
        _centre = new double[size];
        Array.Fill(_centre, largest / 2);
        _shape = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            _shape[i, i] = largest * largest * size / 4;
        }
    }

    /// <summary>The least value found.</summary>
    /// <param name="evaluate">The function's value and a subgradient.</param>
    /// <param name="precision">How far above the least value the result may be.</param>
    /// <param name="steps">Most evaluations.</param>
    public double Minimise(Func<double[], (double Value, double[] Slope)> evaluate, double precision, int steps)
    {
        double best = double.PositiveInfinity;
        for (int step = 0; step < steps; step++)
        {
            int negative = Array.FindIndex(_centre, value => value < 0);
            double[] slope;
            double cut = 0;
            if (negative >= 0)
            {
                slope = new double[_size];
                slope[negative] = -1;
            }
            else
            {
                (double value, slope) = evaluate(_centre);
                best = Math.Min(best, value);
                cut = value - best;
            }

            double width = Width(slope);
            if (negative < 0 && (width <= precision || cut >= width))
            {
                return best;
            }

            Cut(slope, width, cut / width);
        }

        return best;
    }

    private double Width(double[] slope)
    {
        double sum = 0;
        for (int i = 0; i < _size; i++)
        {
            for (int j = 0; j < _size; j++)
            {
                sum += slope[i] * _shape[i, j] * slope[j];
            }
        }

        return Math.Sqrt(Math.Max(0, sum));
    }

    /// <summary>Goes on with the smallest ellipsoid around the part where the function can be less than the best value.</summary>
    private void Cut(double[] slope, double width, double depth)
    {
        double[] direction = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            for (int j = 0; j < _size; j++)
            {
                direction[i] += _shape[i, j] * slope[j] / width;
            }
        }

        double n = _size;
        double shift = (1 + (n * depth)) / (n + 1);
        double squeeze = 2 * (1 + (n * depth)) / ((n + 1) * (1 + depth));
        double grow = _size == 1 ? 1 : n * n / ((n * n) - 1) * (1 - (depth * depth));
        for (int i = 0; i < _size; i++)
        {
            _centre[i] -= shift * direction[i];
        }

        for (int i = 0; i < _size; i++)
        {
            for (int j = 0; j < _size; j++)
            {
                _shape[i, j] = _size == 1
                    ? _shape[i, j] * (1 - depth) * (1 - depth) / 4
                    : grow * (_shape[i, j] - (squeeze * direction[i] * direction[j]));
            }
        }
    }
}
