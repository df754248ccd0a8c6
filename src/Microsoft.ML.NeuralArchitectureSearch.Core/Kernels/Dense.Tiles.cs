using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class Dense<TLanes>
{
    private static int PixelTile => Registers.AreMany ? 4 : 3;

    // All pixels of a run, a few at a time for all targets, while they are in the nearest cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pixels(float* source, float* packed, float* target, Sizes sizes, in Run run, int count)
    {
        for (var left = count; left > 0;)
        {
            var pixels = left == PixelTile + 1 ? PixelTile - 1 : Math.Min(left, PixelTile);
            Pixels(source, packed, target, pixels, sizes, run);
            source += pixels * run.SourceStep;
            target += pixels * run.Step;
            left -= pixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pixels(float* source, float* packed, float* target, int pixels, Sizes sizes, in Run run)
    {
        for (var output = 0; output < sizes.Targets; output += DensePacking.Tile)
        {
            var targets = Math.Min(DensePacking.Tile, sizes.Targets - output);
            if (targets == 1 && pixels == 4)
            {
                OneByFour(source, packed, target, sizes, run);
            }
            else if (pixels == 4)
            {
                FourByFour(source, packed, target, targets, sizes, run);
            }
            else if (pixels == 3)
            {
                FourByThree(source, packed, target, targets, sizes, run);
            }
            else if (pixels == 2)
            {
                FourByTwo(source, packed, target, targets, sizes, run);
            }
            else
            {
                FourByOne(source, packed, target, targets, sizes, run);
            }

            packed += DensePacking.Tile * sizes.Sources * run.AllTaps;
            target += DensePacking.Tile * sizes.TargetPitch;
        }
    }
}
