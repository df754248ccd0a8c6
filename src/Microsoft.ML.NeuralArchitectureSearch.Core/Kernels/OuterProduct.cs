using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Adds up products of all pairs of channels over pixels and images: the gradient of a convolution by its weights.</summary>
/// <remarks>
/// One factor has an image in each lane, the other a channel; so the sums are vectors of channels, and no lanes are added up.
/// </remarks>
internal static unsafe partial class OuterProduct<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Tile = 8;
    private const int HalfTile = Tile / 2;

    /// <param name="walk">The pixels.</param>
    /// <param name="left">The first channel of the factor with an image in each lane.</param>
    /// <param name="leftPitch">Floats from one of its channels to the next.</param>
    /// <param name="rows">Number of its channels.</param>
    /// <param name="right">The other factor: for each pixel and image a vector of channels.</param>
    /// <param name="rightPitch">Floats from one vector's channels to those of the next.</param>
    /// <param name="blocks">Vectors of channels.</param>
    /// <param name="target">The sums are added to it: a row of vectors for each channel of the left factor.</param>
    /// <param name="targetPitch">Floats from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        PixelWalk walk, float* left, nint leftPitch, int rows, float* right, nint rightPitch, int blocks, float* target, nint targetPitch)
    {
        var block = 0;
        for (; block + 2 <= blocks; block += 2, right += 2 * rightPitch, target += 2 * TLanes.Count)
        {
            var row = 0;
            for (; Registers.AreMany && row + Tile <= rows; row += Tile)
            {
                EightByTwo(walk, left + (row * leftPitch), leftPitch, right, rightPitch, target + (row * targetPitch), targetPitch);
            }

            for (; row + HalfTile <= rows; row += HalfTile)
            {
                FourByTwo(walk, left + (row * leftPitch), leftPitch, right, rightPitch, target + (row * targetPitch), targetPitch);
            }

            for (; row < rows; row++)
            {
                OneByTwo(walk, left + (row * leftPitch), right, rightPitch, target + (row * targetPitch));
            }
        }

        if (block < blocks)
        {
            var row = 0;
            for (; Registers.AreMany && row + Tile <= rows; row += Tile)
            {
                EightByOne(walk, left + (row * leftPitch), leftPitch, right, target + (row * targetPitch), targetPitch);
            }

            for (; row + HalfTile <= rows; row += HalfTile)
            {
                FourByOne(walk, left + (row * leftPitch), leftPitch, right, target + (row * targetPitch), targetPitch);
            }

            for (; row < rows; row++)
            {
                One(walk, left + (row * leftPitch), right, target + (row * targetPitch));
            }
        }
    }
}
