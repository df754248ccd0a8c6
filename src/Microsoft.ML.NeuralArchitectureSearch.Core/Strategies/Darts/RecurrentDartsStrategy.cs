using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// Differentiable search for a recurrent cell: a language model's cell mixes all activations of all states, and the mixing weights are
/// learned.
/// </summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Algorithm 1 and section 3.1.2. The beginning of the
/// text trains the supernet's
/// weights, its end the architecture parameters α; every segment makes a step of α, then one of the weights. The cell is read off α after
/// the last epoch. The
/// validation figures of an epoch are gathered from the architecture steps' own forward passes.
/// </remarks>
public sealed class RecurrentDartsStrategy : IDescribedStrategy
{
    /// <summary>Creates the strategy with the paper's settings, its sizes scaled to the text.</summary>
    public RecurrentDartsStrategy()
        : this(new RecurrentDartsOptions())
    {
    }

    /// <summary>Creates the strategy.</summary>
    /// <param name="options">Its settings.</param>
    /// <exception cref="ArgumentNullException">There are no settings.</exception>
    public RecurrentDartsStrategy(RecurrentDartsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
    }

    /// <summary>The settings.</summary>
    public RecurrentDartsOptions Options { get; }

    /// <inheritdoc />
    public void Check(SearchTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Space is not RecurrentCellSpace)
        {
            throw new ArgumentException(
                $"This search is for a {nameof(RecurrentCellSpace)}; the task's space is a {task.Space.GetType().Name}.", nameof(task));
        }
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="SearchFailedException">The loss or an architecture parameter is no longer a finite number, or an error ended the
    /// search after its first
    /// epoch; the exception carries the last architecture.</exception>
    public NeuralArchitectureSearchResult Search(SearchTask task)
    {
        Check(task);
        task.Context.RequireTorch();
        var space = (RecurrentCellSpace)task.Space;
        var text = task.Text;
        var options = Options.ScaledTo(text.Count);
        var fewest = (long)Math.Ceiling(2 * options.BatchSize!.Value / Math.Min(options.ValidationFraction, 1 - options.ValidationFraction))
            + 1;
        if (text.Count < fewest)
        {
            throw new ArgumentException(
                $"With {options.BatchSize} pieces side by side, two tokens each, and {options.ValidationFraction:P0} of the text held "
                + "out, the search needs at"
                + $" least {fewest} tokens; the task has {text.Count}. A smaller {nameof(RecurrentDartsOptions.BatchSize)} needs fewer.",
                nameof(task));
        }

        using var seed = new TorchSeed(task.Seed);
        using var threads = TorchThreads.Of((long)options.BatchSize.Value * options.SequenceLength * text.VocabularySize, task.Device);
        using var search = new RecurrentDartsSearch(
            task, space, text, options with { KernelThreads = options.KernelThreads ?? ThreadCount.Current });
        return search.Run();
    }

    /// <inheritdoc />
    void IDescribedStrategy.AddTo(Fingerprint fingerprint) =>
        fingerprint.Add("strategy", nameof(RecurrentDartsStrategy)).Add("strategy", Options);
}
