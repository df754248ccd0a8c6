using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A worker's memory for what it needs only while it works on one block of images.</summary>
/// <param name="pixels">The most pixels of all channels of a map, margins and gaps among them.</param>
/// <param name="positions">The most pixels of a channel.</param>
/// <param name="terms">The most summands of any combination.</param>
internal sealed unsafe class Scratch<TLanes>(int pixels, int positions, int terms)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Number of results that can be computed anew at the same time.</summary>
    public const int Rooms = 2;

    private readonly nint _map = (nint)pixels * TLanes.Count;
    private readonly nint _plane = (nint)positions * TLanes.Count;
    private float* _start;
    private (Clamp Clamp, State? State, int Block, PaddedPlane Plane) _padded;

    /// <summary>Number of floats that it takes.</summary>
    public nint Length => (4 * _map) + (2 * _plane) + (terms * (TLanes.Count + (sizeof(float*) / sizeof(float))));

    /// <summary>The input of a convolution, behind its activation.</summary>
    public float* Input => _start;

    /// <summary>Output of the depthwise convolution, or of some of its rows.</summary>
    public float* Filtered => _start + _map;

    /// <summary>Gradient of a branch's result, or of some of its rows.</summary>
    public float* ResultGradient => _start + (2 * _map);

    /// <summary>Gradient of the depthwise convolution's output.</summary>
    public float* FilteredGradient => _start + (3 * _map);

    /// <summary>One channel of it, rows with margins.</summary>
    public float* PaddedGradient => _start + (4 * _map);

    /// <summary>One channel of the input's gradient.</summary>
    public float* InputGradient => _start + (4 * _map) + _plane;

    /// <summary>Where a channel can be computed anew, instead of the channels of gradients.</summary>
    public float* Room(int index) => _start + (4 * _map) + (index * _plane);

    /// <summary>A weighted sum to be filled.</summary>
    public Combination<TLanes> Combination()
    {
        var factors = _start + (4 * _map) + (2 * _plane);
        return new Combination<TLanes>((float**)(factors + (terms * TLanes.Count)), factors);
    }

    /// <summary>Begins a unit of work: nothing is kept from the one before.</summary>
    public void Begin(float* start)
    {
        _start = start;
        _padded = default;
    }

    /// <summary>The memory of the input is about to be written by others.</summary>
    public void ForgetInput() => _padded = default;

    /// <summary>A state behind an activation, its rows with margins; branches that read the same one share it.</summary>
    public float* Activated(Clamp clamp, State state, int block, PaddedPlane plane)
    {
        if (_padded != (clamp, state, block, plane))
        {
            for (var channel = 0; channel < state.Values.Shape.Channels; channel++)
            {
                var target = Input + ((nint)channel * plane.Pitch * TLanes.Count);
                Rectifier<TLanes>.Pad(clamp, plane, state.Values.At(block, channel), TLanes.Broadcast(1), TLanes.Zero, target);
            }

            _padded = (clamp, state, block, plane);
        }

        return Input;
    }

    /// <summary>A normalized value behind an activation, its rows with margins.</summary>
    public float* Activated(Clamp clamp, FeatureMap values, Normalization norm, int block, PaddedPlane plane, TLanes present)
    {
        for (var channel = 0; channel < values.Shape.Channels; channel++)
        {
            var factor = TLanes.Broadcast(norm.Factor(channel)) * present;
            var bias = TLanes.Broadcast(norm.Bias(channel)) * present;
            Rectifier<TLanes>.Pad(
                clamp,
                plane,
                values.At(block, channel),
                factor,
                bias,
                Input + ((nint)channel * plane.Pitch * TLanes.Count));
        }

        _padded = default;
        return Input;
    }
}
