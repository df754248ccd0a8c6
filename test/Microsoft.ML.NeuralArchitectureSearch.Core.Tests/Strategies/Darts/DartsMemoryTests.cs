using System.Diagnostics;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class DartsMemoryTests
{
    private const long Bound = 24L << 20;

    [TestCase(1, 250)]
    [TestCase(2, 120)]
    public void The_memory_stays_flat_over_many_steps(int order, int steps)
    {
        var (early, late) = Watch(order, warmUp: 50, steps);

        Assert.That(late - early, Is.LessThan(Bound));
    }

    [Test]
    [Category("Slow")]
    public void The_memory_stays_flat_over_a_thousand_steps()
    {
        var (early, late) = Watch(order: 1, warmUp: 100, steps: 1000);

        Assert.That(late - early, Is.LessThan(Bound));
    }

    [Test]
    public void A_search_leaves_nothing_in_the_callers_scope()
    {
        using var data = BarImages.Create();
        using var scope = NewDisposeScope();

        Search(data, order: 1, epochs: 1, progress: null);

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void The_memory_stays_flat_over_texts_too()
    {
        using var texts = Texts();
        var (early, late) = Watch(warmUp: 50, watch => SearchTexts(texts, epochs: 50, watch));

        Assert.That(late - early, Is.LessThan(Bound));
    }

    [Test]
    public void A_search_over_texts_leaves_nothing_in_the_callers_scope()
    {
        using var texts = Texts();
        using var scope = NewDisposeScope();

        SearchTexts(texts, epochs: 1, progress: null);

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    private static LabelledData Texts()
    {
        using var scope = NewDisposeScope();
        var random = new Random(1);
        var lengths = Enumerable.Range(0, 64).Select(_ => random.Next(4, 13)).ToArray();
        var numbers = lengths.SelectMany(length => Enumerable.Range(0, 12).Select(place => place < length ? random.Next(1, 30) : 0f));
        return new LabelledData(
            tensor(numbers.ToArray())
                .view(64, 1, 1, 12), tensor(Enumerable.Range(0, 64).Select(text => text % 2L).ToArray()), classCount: 2);
    }

    private static void SearchTexts(LabelledData texts, int epochs, IProgress<SearchEvent>? progress)
    {
        var space = new TextCellSpace { Nodes = 1, Input = new(30), Network = new() { EmbeddingWidth = 6 } };
        var options = new DartsOptions { Order = 1, Epochs = epochs, Channels = 2, Cells = 2, BatchSize = 8 };
        new DartsStrategy(options).Search(new SearchTask { Data = texts, Space = space, Progress = progress });
    }

    private static (long Early, long Late) Watch(int order, int warmUp, int steps)
    {
        using var data = BarImages.Create();
        return Watch(warmUp, watch => Search(data, order, epochs: (steps + 3) / 4, watch));
    }

    private static (long Early, long Late) Watch(int warmUp, Action<IProgress<SearchEvent>> search)
    {
        var sizes = new List<long>();
        var watch = new RecordedEvents(happening =>
        {
            if (happening is StepCompleted)
            {
                sizes.Add(ResidentBytes());
            }
        });

        search(watch);

        // The least of some: other tests' garbage may go at any time, and single steps breathe.
        var (early, late) = (sizes[(warmUp - 10)..warmUp].Max(), sizes[^10..].Min());
        TestContext.Out.WriteLine($"{early / 1e6:N1} MB after {warmUp} steps, {late / 1e6:N1} MB after {sizes.Count}");
        return (early, late);
    }

    private static void Search(LabelledData data, int order, int epochs, IProgress<SearchEvent>? progress)
    {
        var space = new DartsCellSpace { Nodes = 1, Operations = [OperationNames.SkipConnect, OperationNames.SeparableConvolution3x3] };
        var options = new DartsOptions { Order = order, Epochs = epochs, Channels = 4, Cells = 3, BatchSize = 8 };
        new DartsStrategy(options).Search(new SearchTask { Data = data, Space = space, Progress = progress });
    }

    private static long ResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
