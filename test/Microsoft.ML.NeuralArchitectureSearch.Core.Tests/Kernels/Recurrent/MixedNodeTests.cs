using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels.Recurrent;

[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed unsafe class MixedNodeTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Rows = 5;
    private static readonly float[][] Mixtures = [[0.1f, 0.2f, 0.3f, 0.15f], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]];

    [TestCaseSource(nameof(Mixtures))]
    public void A_node_equals_its_definition(params float[] weights)
    {
        using var data = new Data();
        using var target = KernelData.Random(Rows * TLanes.Count, seed: 3);
        var before = KernelData.Values(target);

        fixed (float* mixture = weights)
        {
            MixedNode<TLanes>.Combine(data.Rows, mixture, target.Start, adds: true);
            AssertEqual(target, (state, carry, proposal, place) => before[place] + Node(state, carry, proposal, weights), data);

            MixedNode<TLanes>.Combine(data.Rows, mixture, target.Start, adds: false);
            AssertEqual(target, (state, carry, proposal, _) => Node(state, carry, proposal, weights), data);
        }
    }

    [TestCaseSource(nameof(Mixtures))]
    public void Its_gradients_are_those_of_differences_in_double_precision(params float[] weights)
    {
        using var data = new Data();
        using var gradient = KernelData.Random(Rows * TLanes.Count, seed: 3);
        using var stateGradient = KernelData.Random(Rows * TLanes.Count, seed: 4);
        using var sums = new AlignedBuffer(MixedNode<TLanes>.Sums * TLanes.Count);
        var (states, gates, before) = (KernelData.Values(data.State), KernelData.Values(data.Gates), KernelData.Values(stateGradient));

        fixed (float* mixture = weights)
        {
            MixedNode<TLanes>.Differentiate(data.Rows, mixture, gradient.Start, stateGradient.Start, sums.Start);
        }

        for (var place = 0; place < Rows * TLanes.Count; place++)
        {
            var (carryAt, proposalAt) = Data.Gate(place);
            var (state, carry, proposal, factor) = ((double)states[place], (double)gates[carryAt], (double)gates[proposalAt], gradient
                .Start[place]);
            var kept = factor * weights.Sum() * (1 - (1 / (1 + Math.Exp(-carry))));
            Assert.That(stateGradient.Start[place], Is.EqualTo(before[place] + kept).Within(1e-6));
            var ofCarry = factor * Slope(x => Node(state, x, proposal, weights), carry);
            Assert.That(data.Gates.Start[carryAt], Is.EqualTo(ofCarry).Within(1e-6));
            var ofProposal = factor * Slope(x => Node(state, carry, x, weights), proposal);
            Assert.That(data.Gates.Start[proposalAt], Is.EqualTo(ofProposal).Within(1e-6));
        }
    }

    [Test]
    public void Its_sums_make_the_gradients_of_the_weights()
    {
        using var data = new Data();
        using var gradient = KernelData.Random(Rows * TLanes.Count, seed: 3);
        using var stateGradient = new AlignedBuffer(Rows * TLanes.Count);
        using var sums = new AlignedBuffer(MixedNode<TLanes>.Sums * TLanes.Count);
        var (states, gates) = (KernelData.Values(data.State), KernelData.Values(data.Gates));

        fixed (float* mixture = Mixtures[0])
        {
            MixedNode<TLanes>.Differentiate(data.Rows, mixture, gradient.Start, stateGradient.Start, sums.Start);
        }

        for (var activation = 0; activation < EdgeWeights.Count; activation++)
        {
            var expected = Enumerable.Range(0, Rows * TLanes.Count).Sum(place =>
            {
                var (carryAt, proposalAt) = Data.Gate(place);
                return gradient.Start[place] * Node(states[place], gates[carryAt], gates[proposalAt], Mixtures[activation + 1]);
            });
            var sum = TLanes.Load(sums.Start).Sum() + TLanes.Load(sums.Start + ((1 + activation) * TLanes.Count)).Sum();
            Assert.That(sum, Is.EqualTo(expected).Within(2e-5));
        }
    }

    private static double Node(double state, double carry, double proposal, float[] weights)
    {
        double[] activations = [Math.Tanh(proposal), Math.Max(0, proposal), 1 / (1 + Math.Exp(-proposal)), proposal];
        return activations.Zip(weights).Sum(pair => pair.Second * (state + ((pair.First - state) / (1 + Math.Exp(-carry)))));
    }

    private static double Slope(Func<double, double> function, double at) => (function(at + 1e-6) - function(at - 1e-6)) / 2e-6;

    private static void AssertEqual(AlignedBuffer target, Func<double, double, double, int, double> expected, Data data)
    {
        for (var place = 0; place < Rows * TLanes.Count; place++)
        {
            var (carry, proposal) = Data.Gate(place);
            Assert.That(
                target.Start[place],
                Is.EqualTo(expected(data.State.Start[place], data.Gates.Start[carry], data.Gates.Start[proposal], place)).Within(1e-6));
        }
    }

    private sealed class Data : IDisposable
    {
        public AlignedBuffer State { get; } = KernelData.Random(MixedNodeTests<TLanes>.Rows * TLanes.Count, seed: 1);

        public AlignedBuffer Gates { get; } = KernelData.Random(2 * MixedNodeTests<TLanes>.Rows * TLanes.Count, seed: 2);

        public EdgeRows Rows => new(State.Start, TLanes.Count, Gates.Start, 2 * TLanes.Count, MixedNodeTests<TLanes>.Rows);

        public static (int Carry, int Proposal) Gate(int place)
        {
            var carry = (place / TLanes.Count * 2 * TLanes.Count) + (place % TLanes.Count);
            return (carry, carry + TLanes.Count);
        }

        public void Dispose()
        {
            State.Dispose();
            Gates.Dispose();
        }
    }
}
