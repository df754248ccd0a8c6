namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Settings of an LSTM that writes architectures token by token.</summary>
public sealed record ControllerOptions
{
    /// <summary>
    /// Units of the LSTM, and values of a token's embedding. Default 64; 100 in ENAS (arXiv:1802.03268) and NASNet (arXiv:1707.07012).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int Units { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Units)); } = 64;

    /// <summary>What the logits are divided by: the higher, the more even the choices. Default 1; 5 in ENAS.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double Temperature { get; init => field = Checked.Positive(value, nameof(Temperature)); } = 1;

    /// <summary>
    /// Largest absolute value c of a logit x, which becomes c·tanh(x). <see langword="null"/>, the default, is no limit; 2.5 in ENAS.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double? LogitLimit { get; init => field = Checked.Positive(value, nameof(LogitLimit)); }

    /// <summary>The initial weights are drawn evenly from minus this to this. Default 0.1, as in ENAS and NASNet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double InitialRange { get; init => field = Checked.Positive(value, nameof(InitialRange)); } = 0.1;
}
