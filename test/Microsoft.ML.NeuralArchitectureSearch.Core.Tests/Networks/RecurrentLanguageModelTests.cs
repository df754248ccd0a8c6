using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class RecurrentLanguageModelTests
{
    private static readonly LanguageModelOptions Small =
        new()
        {
            HiddenSize = 6,
            EmbeddingDropout = 0.2,
            InputDropout = 0.3,
            CellInputDropout = 0.3,
            HiddenDropout = 0.2,
            OutputDropout = 0.3
        };

    private static readonly RecurrentGenotype Genotype = new([new("tanh", 0), new("relu", 1)]);

    private DisposeScope _scope = null!;

    [SetUp]
    public void Begin()
    {
        _scope = NewDisposeScope();
        manual_seed(1);
    }

    [TearDown]
    public void End() => _scope.Dispose();

    [Test]
    public void Has_as_many_weights_of_the_same_names_and_shapes_as_the_reference(
        [Values("DARTS_V1", "DARTS_V2", "ENAS", "NAO", "NAO_WS")] string name, [Values("ptb_850_10000", "wt2_700_33278")] string size)
    {
        using var file = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "recurrent_genotypes.json")));
        var measured = file.RootElement.GetProperty(name).GetProperty(size);
        int[] sizes = [.. size.Split('_').Skip(1).Select(int.Parse)];
        using var model = new RecurrentLanguageModel(PublishedRecurrentGenotypes.All[name], Small with { HiddenSize = sizes[0] }, sizes[1]);

        Assert.That(model.ParameterCount, Is.EqualTo(measured.GetProperty("params").GetInt64()));
        if (measured.TryGetProperty("cell_params", out var cell))
        {
            Assert.That(((RecurrentCell)model.Layer).ParameterCount, Is.EqualTo(cell.GetInt64()));
            Assert.That(
                model.named_parameters().Select(parameter => $"{parameter.name} {string.Join("x", parameter.parameter.shape)}"),
                Is.EquivalentTo(measured.GetProperty("param_shapes").EnumerateObject()
                    .Select(shape => $"{shape.Name} {string.Join("x", shape.Value.EnumerateArray())}")));
        }
    }

    [Test]
    public void The_cells_of_DARTS_have_22_960_000_weights_on_Penn_Treebank_and_that_of_ENAS_27_295_000()
    {
        var options = new LanguageModelOptions().ScaledTo(929_589);
        using var darts = new RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, options, 10_000);
        using var enas = new RecurrentLanguageModel(PublishedRecurrentGenotypes.Enas, options, 10_000);

        Assert.That(darts.ParameterCount, Is.EqualTo(22_960_000));
        Assert.That(enas.ParameterCount, Is.EqualTo(27_295_000));
    }

    [Test]
    public void Weights_are_written_and_read_under_the_names_of_the_reference()
    {
        using var model = new RecurrentLanguageModel(Genotype, Small, 10);
        using var other = new RecurrentLanguageModel(Genotype, Small, 10);
        var tokens = tensor(new long[] { 1, 2, 3, 4 }).view(4, 1);
        model.eval();
        other.eval();

        other.load_state_dict(model.state_dict());

        Assert.That(
            model.state_dict().Keys,
            Is.EquivalentTo(["encoder.weight", "rnns.0._W0", "rnns.0._Ws.0", "rnns.0._Ws.1", "decoder.bias"]));
        Assert.That(Logits(other).allclose(Logits(model), 0, 0));

        Tensor Logits(RecurrentLanguageModel which) => which.call(tokens, which.InitialState(1)).Logits;
    }

    [Test]
    public void Gives_a_logit_for_each_word_step_and_text_and_what_regularization_needs()
    {
        using var model = new RecurrentLanguageModel(Genotype, Small with { EmbeddingDropout = 0 }, 10);

        var output = model.call(randint(0, 10, [5, 3]), model.InitialState(3));

        Assert.That(output.Logits.shape, Is.EqualTo(new long[] { 15, 10 }));
        Assert.That(output.State.shape, Is.EqualTo(new long[] { 3, 6 }));
        Assert.That(output.Hidden.shape, Is.EqualTo(new long[] { 5, 3, 6 }));
        Assert.That(output.Dropped.shape, Is.EqualTo(new long[] { 5, 3, 6 }));
        var left = output.Dropped.ne(0);
        Assert.That(output.Dropped.masked_select(left).allclose(output.Hidden.masked_select(left) / 0.7, 1e-4, 1e-6));
        Assert.That(left.eq(left.narrow(0, 0, 1)).all().item<bool>(), "The mask is another one in another step.");
    }

    [Test]
    public void Gradients_are_those_of_finite_differences_with_all_kinds_of_dropout()
    {
        using var model = new RecurrentLanguageModel(Genotype, Small, 7).to(ScalarType.Float64);
        var (tokens, targets) = (randint(0, 7, [4, 2]), randint(0, 7, [8]));

        FiniteDifferences.AssertGradients(model.parameters().Select(parameter => (Tensor)parameter), Loss);

        Tensor Loss()
        {
            manual_seed(5); // The same masks every time.
            return functional.cross_entropy(model.call(tokens, model.InitialState(2)).Logits, targets);
        }
    }

    [Test]
    public void A_word_that_is_left_out_is_so_wherever_it_stands()
    {
        using var model = new RecurrentLanguageModel(
            Genotype,
            Small with { EmbeddingDropout = 0.5, InputDropout = 0, CellInputDropout = 0, OutputDropout = 0 },
            20);
        var tokens = arange(20, ScalarType.Int64).repeat(2).view(40, 1);

        var output = model.call(tokens, model.InitialState(1));
        var gradient = autograd.grad([output.Hidden.sum()], [model.get_parameter("encoder.weight")])[0];
        var read = gradient.abs().sum(1).ne(0).to(ScalarType.Int64).sum().item<long>();

        Assert.That(read, Is.InRange(3, 17));
    }

    [Test]
    public void What_is_not_set_scales_with_the_text()
    {
        var paper = new LanguageModelOptions().ScaledTo(929_589);
        var small = new LanguageModelOptions { OutputDropout = 0.4 }.ScaledTo(5_000);

        Assert.That(
            paper,
            Is.EqualTo(new LanguageModelOptions
            {
                HiddenSize = 850,
                EmbeddingDropout = 0.1,
                InputDropout = 0.2,
                CellInputDropout = 0.75,
                HiddenDropout = 0.25,
                OutputDropout = 0.75,
            }));
        Assert.That(small.HiddenSize, Is.EqualTo(60));
        Assert.That(small.OutputDropout, Is.EqualTo(0.4));
        Assert.That(small.CellInputDropout, Is.LessThan(0.25));
    }

    [Test]
    public void What_cannot_be_is_refused_with_the_reason()
    {
        Assert.That(
            () => new RecurrentLanguageModel(Genotype, new(), 10),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("options"));
        Assert.That(() => new RecurrentLanguageModel(Genotype, Small, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RecurrentLanguageModel((RecurrentGenotype)null!, Small, 10), Throws.ArgumentNullException);
        using var cell = new RecurrentCell(Genotype, 6, 5);
        Assert.That(
            () => new RecurrentLanguageModel(cell, Small, 10),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("layer"));
    }
}
