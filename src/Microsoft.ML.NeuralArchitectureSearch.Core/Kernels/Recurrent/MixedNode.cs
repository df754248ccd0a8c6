using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>
/// All candidate activations of one edge in one pass: Σ w[f] · (s + c · (f(h) - s)), where c is the logistic function of the carry.
/// </summary>
/// <remarks>
/// One vector of hidden units, all rows of the mini-batch. Carry and proposal lie side by side, a vector each, before their activations:
/// the backward pass computes these again. An edge with a single activation has weight one for it and zero for the others.
/// Liu et al., "DARTS" (2019), arXiv:1806.09055, appendix A.1.2.
/// </remarks>
internal static unsafe class MixedNode<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Number of sums of <see cref="Differentiate"/>: of the state, and of each activation.</summary>
    public const int Sums = 1 + EdgeWeights.Count;

    /// <param name="rows">Where the edge's values lie.</param>
    /// <param name="weights">Weights of the activations.</param>
    /// <param name="target">The node's state; overwritten by the first edge, added to by the others.</param>
    /// <param name="adds">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(EdgeRows rows, float* weights, float* target, bool adds)
    {
        var (tangent, rectifier) = (TLanes.Broadcast(weights[EdgeWeights.Tangent]), TLanes.Broadcast(weights[EdgeWeights.Rectifier]));
        var (logistic, identity) = (TLanes.Broadcast(weights[EdgeWeights.Logistic]), TLanes.Broadcast(weights[EdgeWeights.Identity]));
        var total = TLanes.Broadcast(EdgeWeights.Total(weights));
        var state = rows.State;
        var gates = rows.Gates;
        for (var row = rows.Count; row > 0; row--, state += rows.Pitch, gates += rows.GatePitch, target += rows.Pitch)
        {
            var carry = Sigmoid<TLanes>.Of(TLanes.Load(gates));
            var proposal = TLanes.Load(gates + TLanes.Count);
            var (tanh, sigmoid) = Sigmoid<TLanes>.Both(proposal);
            var mixed = TLanes.MultiplyAdd(tangent, tanh, identity * proposal);
            mixed = TLanes.MultiplyAdd(rectifier, TLanes.Max(TLanes.Zero, proposal), mixed);
            mixed = TLanes.MultiplyAdd(logistic, sigmoid, mixed);
            var kept = total * TLanes.Load(state);
            var result = TLanes.MultiplyAdd(carry, mixed - kept, kept);
            if (adds)
            {
                result += TLanes.Load(target);
            }

            result.Store(target);
        }
    }

    /// <param name="rows">Where the edge's values lie; carry and proposal are overwritten by their gradients.</param>
    /// <param name="weights">Weights of the activations.</param>
    /// <param name="gradient">Gradient of the node's state.</param>
    /// <param name="stateGradient">Gradient of the state that the edge reads: what comes through the carry is added.</param>
    /// <param name="sums">
    /// Vectors to which the products of the gradient with the kept state and with each activation's part are added.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(EdgeRows rows, float* weights, float* gradient, float* stateGradient, float* sums)
    {
        var (tangent, rectifier) = (TLanes.Broadcast(weights[EdgeWeights.Tangent]), TLanes.Broadcast(weights[EdgeWeights.Rectifier]));
        var (logistic, identity) = (TLanes.Broadcast(weights[EdgeWeights.Logistic]), TLanes.Broadcast(weights[EdgeWeights.Identity]));
        var (total, one) = (TLanes.Broadcast(EdgeWeights.Total(weights)), TLanes.Broadcast(1));
        var (ofState, ofTangent, ofRectifier) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (ofLogistic, ofIdentity) = (TLanes.Zero, TLanes.Zero);
        var state = rows.State;
        var gates = rows.Gates;
        var pitch = rows.Pitch;
        for (var row = rows.Count; row > 0; row--, state += pitch, gates += rows.GatePitch, gradient += pitch, stateGradient += pitch)
        {
            var (carry, proposal) = (Sigmoid<TLanes>.Of(TLanes.Load(gates)), TLanes.Load(gates + TLanes.Count));
            var (tanh, sigmoid) = Sigmoid<TLanes>.Both(proposal);
            var (positive, source) = (TLanes.Max(TLanes.Zero, proposal), TLanes.Load(state));
            var whole = TLanes.Load(gradient);
            var carried = whole * carry;
            var kept = whole - carried;
            (ofState, ofIdentity) = (TLanes.MultiplyAdd(kept, source, ofState), TLanes.MultiplyAdd(carried, proposal, ofIdentity));
            (ofTangent, ofLogistic) = (TLanes.MultiplyAdd(carried, tanh, ofTangent), TLanes.MultiplyAdd(carried, sigmoid, ofLogistic));
            ofRectifier = TLanes.MultiplyAdd(carried, positive, ofRectifier);
            TLanes.MultiplyAdd(total, kept, TLanes.Load(stateGradient)).Store(stateGradient);

            var mixed = TLanes.MultiplyAdd(tangent, tanh, identity * proposal);
            mixed = TLanes.MultiplyAdd(logistic, sigmoid, TLanes.MultiplyAdd(rectifier, positive, mixed));
            ((mixed - (total * source)) * (carried * (one - carry))).Store(gates);

            var slope = TLanes.MultiplyAdd(tangent, one - (tanh * tanh), identity);
            slope = TLanes.MultiplyAdd(logistic, sigmoid * (one - sigmoid), slope);
            slope += TLanes.WhereGreater(proposal, TLanes.Zero, rectifier, TLanes.Zero);
            (carried * slope).Store(gates + TLanes.Count);
        }

        Add(sums, ofState);
        Add(sums + ((1 + EdgeWeights.Tangent) * TLanes.Count), ofTangent);
        Add(sums + ((1 + EdgeWeights.Rectifier) * TLanes.Count), ofRectifier);
        Add(sums + ((1 + EdgeWeights.Logistic) * TLanes.Count), ofLogistic);
        Add(sums + ((1 + EdgeWeights.Identity) * TLanes.Count), ofIdentity);
    }

    private static void Add(float* target, TLanes value) => (TLanes.Load(target) + value).Store(target);
}
