using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Texts;

/// <summary>
/// Searches a recurrent cell on a tenth of Penn Treebank, then trains it, a random cell and an LSTM of as many weights for the same
/// processor time, three seeds
/// each. <c>-- ptb FOLDER [SECONDS [EPOCHS]]</c>: the folder of the data sets, the processor's seconds of each training (default 60),
/// epochs of search (default 5).
/// </summary>
internal static class PennTreebankBenchmark
{
    private const double Share = 0.1;
    private const int Hidden = 200;
    private const int Between = 246;
    private static readonly int[] Seeds = [1, 2, 3];

    private static readonly LanguageModelOptions Size = new()
    {
        HiddenSize = Hidden,
        EmbeddingDropout = 0,
        InputDropout = 0.1,
        CellInputDropout = 0.1,
        HiddenDropout = 0.1,
        OutputDropout = 0.2,
    };

    public static void Run(string[] arguments)
    {
        var numbers = arguments[1..].Select(argument => double.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
        var (seconds, epochs) =
            (numbers.ElementAtOrDefault(0) is > 0 and var s ? s : 60, (int)(numbers.ElementAtOrDefault(1) is > 0 and var e ? e : 5));
        set_num_threads(1);
        using var texts = new PennTreebank(arguments[0], Share);
        var space = new RecurrentCellSpace();
        var found = Search(texts, space, epochs);

        Print($"\n| layer | seed | weights | epochs | validation perplexity | processor's seconds |\n|---|---|---|---|---|---|");
        foreach (var seed in Seeds)
        {
            Train("found cell", texts, seconds, seed, () => new RecurrentLanguageModel(found, Size, texts.Training.VocabularySize));
            var random = (RecurrentGenotype)space.Sample(new Random(seed));
            Train("random cell", texts, seconds, seed, () => new RecurrentLanguageModel(random, Size, texts.Training.VocabularySize));
            Train("LSTM", texts, seconds, seed, () => new RecurrentLanguageModel(
                new LongShortTermMemory(Hidden, Between) { InputDropout = Size.CellInputDropout!.Value }, Size,
                texts.Training.VocabularySize));
        }

        Print($"");
        foreach (var seed in Seeds)
        {
            Print($"Random cell of seed {seed}: `{space.Sample(new Random(seed))}`");
        }
    }

    private static RecurrentGenotype Search(PennTreebank texts, RecurrentCellSpace space, int epochs)
    {
        var options = new RecurrentDartsOptions { Epochs = epochs, BatchSize = 32, Model = Size, KernelThreads = 1 };
        var result = new RecurrentDartsStrategy(options).Search(
            new SearchTask { Data = texts.Training, Space = space, Seed = 1, Clock = new ProcessorClock() });
        var perplexities = string.Join(", ",
            result.History.Select(epoch => Math.Exp(epoch.ValidationLoss!.Value).ToString("F0", CultureInfo.InvariantCulture)));
        Print($"Search: {epochs} epochs in {result.Duration.TotalSeconds:F0} processor seconds.");
        Print($"Perplexity on the part held out, epoch by epoch: {perplexities}.\n");
        Print($"Found: `{result.Architecture}`");
        return (RecurrentGenotype)result.Architecture;
    }

    private static void Train(string layer, PennTreebank texts, double seconds, int seed, Func<RecurrentLanguageModel> build)
    {
        manual_seed(seed);
        using var model = build();
        var options = new LanguageModelTrainingOptions
        {
            Epochs = 100,
            BatchSize = 20,
            KernelThreads = 1,
            TimeBudget = TimeSpan.FromSeconds(seconds),
        };
        var result = LanguageModelTrainer.Train(
            model, texts.Training, texts.HeldOut, options, new TrainingContext { Seed = seed, Clock = new ProcessorClock() });
        var perplexity = LanguageModelMeasurement.Perplexity(model, texts.Validation);
        var time = result.Duration.TotalSeconds;
        Print($"| {layer} | {seed} | {model.ParameterCount:N0} | {result.History.Length} | {perplexity:F1} | {time:F0} |");
    }

    private static void Print(FormattableString text)
    {
        Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }
}
