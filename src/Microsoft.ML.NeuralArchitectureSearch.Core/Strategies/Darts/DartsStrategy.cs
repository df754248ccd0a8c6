using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// Differentiable architecture search: a supernet mixes all candidate operations, and the mixing weights are learned by gradient descent.
/// </summary>
/// <remarks>
/// <para>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Algorithm 1. One half of the images trains
/// the supernet's weights, the other the architecture parameters α. Every mini-batch makes a step of α on the validation half, then a
/// step of the weights on the training half. The architecture is read off α after the last epoch.</para>
/// <para>The validation figures of an epoch are gathered from the architecture steps' own forward passes, not from a pass of their own:
/// they cover the same half of the images at no extra cost, but while the weights still change.</para>
/// </remarks>
public sealed class DartsStrategy : IDescribedStrategy
{
    /// <summary>Creates the strategy with the paper's settings, its sizes scaled to the data.</summary>
    public DartsStrategy()
        : this(new DartsOptions())
    {
    }

    /// <summary>Creates the strategy.</summary>
    /// <param name="options">Its settings.</param>
    /// <exception cref="ArgumentNullException">There are no settings.</exception>
    public DartsStrategy(DartsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
    }

    /// <summary>The settings.</summary>
    public DartsOptions Options { get; }

    /// <inheritdoc />
    public void Check(SearchTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Space is not DifferentiableCellSpace space)
        {
            throw new ArgumentException(
                $"DARTS searches in a {nameof(DartsCellSpace)} or a {nameof(TextCellSpace)}; the task's space is a "
                + $"{task.Space.GetType().Name}.", nameof(task));
        }

        if (space is not IRelaxedNetworkSpace)
        {
            throw new ArgumentException(
                $"The space {space} does not describe its supernet: it is no {nameof(IRelaxedNetworkSpace)}.",
                nameof(task));
        }

        if (task.Examples.Count < 4)
        {
            throw new ArgumentException(
                $"DARTS needs at least 4 examples, two in either half; the task has {task.Examples.Count}.", nameof(task));
        }

        if (Options.MinimumLearningRate > Options.LearningRate)
        {
            throw new ArgumentException(
                $"{nameof(DartsOptions.MinimumLearningRate)} is {Options.MinimumLearningRate}; allowed is at most the "
                + $"{nameof(DartsOptions.LearningRate)}, {Options.LearningRate}.",
                nameof(task));
        }

        SplitSizes.Check(task.Examples.Count, Options.ValidationFraction, nameof(DartsOptions.ValidationFraction));
        Options.Augmentation.CheckFits(task.Examples.Shape);
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
        var space = (DifferentiableCellSpace)task.Space;
        using var seed = new TorchSeed(task.Seed);
        var options = Options.ScaledTo(task.Examples.Shape, task.Examples.Count);
        using var threads = new TorchThreads(task.Examples.Shape, options.BatchSize!.Value, options.Channels!.Value, task.Device);
        using var search = new DartsSearch(task, space, options with { KernelThreads = options.KernelThreads ?? threads.Before });
        return search.Run();
    }

    /// <inheritdoc />
    void IDescribedStrategy.AddTo(Fingerprint fingerprint) => fingerprint.Add("strategy", nameof(DartsStrategy)).Add("strategy", Options);
}
