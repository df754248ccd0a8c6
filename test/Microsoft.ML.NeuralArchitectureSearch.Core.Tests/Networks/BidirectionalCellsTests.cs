using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class BidirectionalCellsTests
{
    private static readonly BidirectionalCellLayer Layer = new(PublishedRecurrentGenotypes.DartsV2, InputChannels: 3, HiddenSize: 4);

    [Test]
    public void Each_direction_is_the_recurrent_cell_over_the_text_alone()
    {
        using var scope = NewDisposeScope();
        using var seed = new TorchSeed(2);
        using var cells = new BidirectionalCells(Layer).to(ScalarType.Float64);
        var texts = randn([2, 3, 1, 5], ScalarType.Float64);
        var mask = tensor(new double[,] { { 1, 1, 1, 1, 1 }, { 1, 1, 0, 0, 0 } }).view(2, 1, 1, 5);

        var states = cells.call(texts.mul(mask), mask);

        foreach (var (text, length) in new[] { (0, 5), (1, 2) })
        {
            var tokens = texts[text].narrow(2, 0, length).squeeze(1).t().unsqueeze(1);           // [T, 1, C]
            var ahead = Alone(cells, "ahead", tokens);
            var back = Alone(cells, "back", tokens.flip(0)).flip(0);
            var expected = cat([ahead, back], 1).t();                                            // [2 · H, T]
            Assert.That(states[text].squeeze(1).narrow(1, 0, length).sub(expected).abs().max().item<double>(), Is.LessThan(1e-12));
            Assert.That(states[text].squeeze(1).narrow(1, length, 5 - length).abs().sum().item<double>(), Is.Zero, "behind the end");
        }
    }

    [Test]
    public void A_classifier_counts_its_weights_and_survives_being_written_down()
    {
        foreach (var genotype in PublishedRecurrentGenotypes.All.Values)
        {
            var graph = RecurrentTextGraph.Of(
                genotype,
                new TextInput(20),
                new() { HiddenSize = 6, EmbeddingWidth = 5, HiddenDropout = 0.1 },
                new(new MapShape(1, 1, 7), 3));
            using var network = new GraphNetwork(graph);

            Assert.That(network.ParameterCount, Is.EqualTo(graph.ParameterCount));
            Assert.That(NetworkGraph.FromJson(graph.ToJson()), Is.EqualTo(graph));
        }
    }

    private static Tensor Alone(BidirectionalCells cells, string direction, Tensor tokens)
    {
        using var cell = new RecurrentCell(Layer.Genotype, Layer.InputChannels, Layer.HiddenSize).to(ScalarType.Float64);
        cell.load_state_dict(cells.state_dict().Where(entry => entry.Key.StartsWith(direction + ".", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[(direction.Length + 1)..], entry => entry.Value));
        return cell.call(tokens, cell.InitialState(1)).Outputs.squeeze(1);                        // [T, H]
    }
}
