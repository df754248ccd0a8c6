namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>Settings of a search by neural architecture optimization.</summary>
/// <remarks>
/// Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, Algorithm 1 and section 4.1. The paper evaluates a thousand
/// architectures in
/// three large rounds, as fits a cluster; the defaults are made for a hundred or two, one after the other, in many small rounds that begin
/// anew where they get stuck. <see cref="Paper"/> has
/// the paper's settings.
/// </remarks>
public sealed record NaoOptions
{
    /// <summary>
    /// The settings of the paper: 600 architectures at random, then rounds of 200, each from the 200 best; nothing but the gradient makes
    /// new ones.
    /// </summary>
    public static NaoOptions Paper { get; } = new()
    {
        Model = NaoModelOptions.Paper,
        InitialArchitectures = 600,
        SeedArchitectures = 200,
        GenerationSize = 200,
        InitialTrainingSteps = 1000,
        TrainingSteps = 1000,
        Mutants = 0,
        Patience = null,
        Models = 1,
    };

    /// <summary>Sizes of encoder, predictor and decoder, and how they are trained.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public NaoModelOptions Model { get; init => field = Checked.NotNull(value, nameof(Model)); } = new();

    /// <summary>Architectures drawn at random before the first training. Default 20; the paper has 600.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 1,000,000].</exception>
    public int InitialArchitectures
    {
        get;
        init => field = Checked.Within(2, Checked.MostCandidates, value, nameof(InitialArchitectures));
    } = 20;

    /// <summary>K of Algorithm 1: how many of the best architectures are improved in a generation. Default 10; the paper has 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int SeedArchitectures { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(SeedArchitectures)); } = 10;

    /// <summary>
    /// New architectures of a generation: of all that are found, those that the predictor thinks best. Default 5; the paper evaluates all,
    /// up to 200.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int GenerationSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(GenerationSize)); } = 5;

    /// <summary>
    /// Gradient steps of the first training. Default 100: of some dozens of architectures more is learnt by heart. The paper has 1000
    /// epochs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int InitialTrainingSteps { get; init => field = Checked.Positive(value, nameof(InitialTrainingSteps)); } = 100;

    /// <summary>Gradient steps of each later training, which goes on from the one before. Default 20; the paper has 1000 epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int TrainingSteps { get; init => field = Checked.Positive(value, nameof(TrainingSteps)); } = 20;

    /// <summary>
    /// η of Eq. (2): how far an embedding is moved along the predictor's gradient at first, and by how much more each time that too few new
    /// architectures come out. Default 10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double StepSize { get; init => field = Checked.Positive(value, nameof(StepSize)); } = 10;

    /// <summary>
    /// How often at most the embeddings are moved, by η, 2η, 3η, ..., until there are as many new architectures as a generation has.
    /// Default 5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int StepSizes { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(StepSizes)); } = 5;

    /// <summary>
    /// Mutants of the best architectures, every second one mutated twice, that are put beside the decoded ones before the predictor
    /// chooses, in spaces that can
    /// mutate. Default 100; the paper has none. One gradient step leads few dozens of architectures far away; the predictor can also rank
    /// what lies near the best, for nothing.
    /// </summary>
    /// <remarks>
    /// As in Luo et al., "Semi-Supervised Neural Architecture Search" (2020), arXiv:2002.10389, the predictor ranks more than it will see
    /// evaluated.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,000,000].</exception>
    public int Mutants { get; init => field = Checked.Within(0, Checked.MostCandidates, value, nameof(Mutants)); } = 100;

    /// <summary>
    /// After how many generations without a better architecture the search begins anew elsewhere: with <see cref="RestartArchitectures"/>,
    /// and from then on
    /// only what is found after them is improved, while the model keeps learning from all. Default 5; <see langword="null"/> never does, as
    /// in the paper,
    /// whose large rounds begin at 200 places at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Patience { get; init => field = Checked.Positive(value, nameof(Patience)); } = 5;

    /// <summary>
    /// Architectures that the search begins anew with: of twice as many random ones those that the predictor thinks best. Default 10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int RestartArchitectures
    {
        get;
        init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(RestartArchitectures));
    } = 10;

    /// <summary>
    /// Models that differ in their first weights: each makes its own new architectures, and what they predict is averaged. Default 1, as in
    /// the paper.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int Models { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Models)); } = 1;
}
