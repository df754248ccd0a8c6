using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of every search and every training: its seed, who watches it, who may end it.</summary>
public abstract record EstimatorOptions
{
    private protected EstimatorOptions()
    {
    }

    /// <summary>The seed of every random draw. <see langword="null"/>, the default, takes the seed of the <see cref="MLContext"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Observes the work. Default: nobody does; the channels of the <see cref="MLContext"/> tell of it in any case.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Cancels the work at the next mini-batch. Default: never cancelled.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The folder that the state of the work is kept in, after every epoch and every candidate. Begun again with the same options on the same data, work that was
    /// killed or cancelled goes on from there, and its result on the CPU is to the bit that of work which was never interrupted. <see langword="null"/>, the
    /// default, keeps none.
    /// </summary>
    /// <remarks>
    /// The folder is made where there is none, belongs to one run, and is refused where it is of a run with other options, on other data or of another version of
    /// the library, with what differs. Its files stay when the work is done, so that nothing is lost before the model is saved: begun again, the same result comes
    /// at once. Delete the folder afterwards. Without a seed, the one that was drawn at the begin is kept with the rest.
    /// </remarks>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? CheckpointFolder { get; init => field = Checked.NotBlank(value, nameof(CheckpointFolder)); }
}
