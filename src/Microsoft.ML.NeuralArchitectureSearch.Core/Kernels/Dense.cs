using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A convolution that mixes channels and, by the opposite taps, its gradient by the input.</summary>
internal static unsafe partial class Dense<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int MostTaps = 49;

    /// <summary>Some rows of the output.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="rows">The rows to compute.</param>
    /// <param name="source">The input, a plane with margins for each channel.</param>
    /// <param name="packed">The weights as <see cref="DensePacking.Forward"/> orders them.</param>
    /// <param name="target">The first pixel of the output's plane, rows without margins; overwritten.</param>
    /// <param name="targetPitch">Floats from one output channel to the next.</param>
    public static void Forward(DenseShape shape, RowRange rows, float* source, float* packed, float* target, nint targetPitch)
    {
        var sizes = new Sizes(shape.GroupInputs, shape.GroupOutputs, (nint)shape.Input.Pitch * TLanes.Count, targetPitch);
        Filter(shape.Forward, shape.Groups, rows, source, packed, target, sizes);
    }

    /// <summary>The gradient by the input.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="gradient">The output's gradient, a plane with margins for each channel.</param>
    /// <param name="packed">The weights as <see cref="DensePacking.Backward"/> orders them.</param>
    /// <param name="target">The input's gradient, rows without margins; overwritten.</param>
    /// <param name="targetPitch">Floats from one input channel to the next.</param>
    public static void InputGradient(DenseShape shape, float* gradient, float* packed, float* target, nint targetPitch)
    {
        var sizes = new Sizes(shape.GroupOutputs, shape.GroupInputs, (nint)shape.OutputGradient.Pitch * TLanes.Count, targetPitch);
        foreach (var phase in shape.Backward)
        {
            Filter(phase, shape.Groups, new RowRange(0, phase.Target.Rows), gradient, packed, target, sizes);
            packed += DensePacking.Length(shape.Groups, sizes.Targets, sizes.Sources, phase.Weights.Length);
        }
    }

    /// <summary>Targets at equal distances that all see the same taps.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="offsets">Floats from where a target stands to the pixel of each tap.</param>
    /// <param name="source">Where the first target stands, in the first input channel.</param>
    /// <param name="sourcePitch">Floats from one input channel to the next.</param>
    /// <param name="packed">The weights as <see cref="DensePacking.Forward"/> orders them.</param>
    /// <param name="target">The first target, in the first output channel; all are overwritten.</param>
    /// <param name="targetPitch">Floats from one output channel to the next.</param>
    /// <param name="vectors">Vectors of targets.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Straight(
        DenseShape shape, int* offsets, float* source, nint sourcePitch, float* packed, float* target, nint targetPitch, int vectors)
    {
        var sizes = new Sizes(shape.GroupInputs, shape.GroupOutputs, sourcePitch, targetPitch);
        var run = new Run(offsets, shape.Taps, shape.Taps, TLanes.Count, TLanes.Count);
        for (var group = 0; group < shape.Groups; group++)
        {
            Pixels(source, packed, target, sizes, run, vectors);
            source += sizes.Sources * sourcePitch;
            target += sizes.Targets * targetPitch;
            packed += DensePacking.GroupLength(sizes.Targets, sizes.Sources, shape.Taps);
        }
    }

    private static void Filter(
        TapPhase phase, int groups, RowRange rows, float* source, float* packed, float* target, Sizes sizes)
    {
        var offsets = stackalloc int[MostTaps];
        for (var tap = 0; tap < phase.Offsets.Length; tap++)
        {
            offsets[tap] = phase.Offsets[tap] * TLanes.Count;
        }

        var (rowStep, columns) = (1, phase.Target.Columns);
        if (IsStraight(phase))
        {
            (rowStep, columns) = (rows.Count, rows.Count * columns);
        }

        for (var group = 0; group < groups; group++)
        {
            for (var row = rows.First; row < rows.End; row += rowStep)
            {
                Row(phase, row, columns, offsets, source, packed, target, sizes);
            }

            source += sizes.Sources * sizes.SourcePitch;
            target += sizes.Targets * sizes.TargetPitch;
            packed += DensePacking.GroupLength(sizes.Targets, sizes.Sources, phase.Weights.Length);
        }
    }

    // Rows of which each pixel reads the same pixel alone follow each other without a gap.
    private static bool IsStraight(TapPhase phase) =>
        phase.Offsets is [0] && (phase.SourceStep, phase.Target.Step) == (1, 1)
        && (phase.SourceRowStep, phase.Target.RowStep) == (phase.Target.Columns, phase.Target.Columns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(
        TapPhase phase, int row, int columns, int* offsets, float* source, float* packed, float* target, Sizes sizes)
    {
        var (first, end) = phase.Taps(row);
        var grid = phase.Target;
        var run = new Run(offsets + first, end - first, phase.Weights.Length, phase.SourceStep * TLanes.Count, grid.Step * TLanes.Count);
        packed += first * DensePacking.Tile;
        source += row * phase.SourceRowStep * TLanes.Count;
        target += (grid.Start + (row * grid.RowStep)) * TLanes.Count;
        Pixels(source, packed, target, sizes, run, columns);
    }

    /// <summary>Channels of a group, and floats from one channel to the next.</summary>
    private readonly record struct Sizes(int Sources, int Targets, nint SourcePitch, nint TargetPitch);

    /// <summary>The taps of a row of targets, and floats between neighbours.</summary>
    private readonly struct Run(int* offsets, int taps, int allTaps, int sourceStep, int step)
    {
        public readonly int* Offsets = offsets;
        public readonly int Taps = taps;
        public readonly int AllTaps = allTaps;
        public readonly int SourceStep = sourceStep;
        public readonly int Step = step;
    }
}
