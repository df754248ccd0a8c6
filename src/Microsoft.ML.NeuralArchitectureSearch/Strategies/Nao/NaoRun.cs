using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>One search by NAO: Algorithm 1 of the paper, a generation at a time.</summary>
internal sealed class NaoRun : IProposerRun
{
    private readonly ISequenceSpace _space;
    private readonly NaoOptions _options;
    private readonly NaoReport _report;
    private readonly Random _random;
    private readonly NewArchitectures _new;
    private readonly NaoPool _pool = new();
    private readonly Queue<Candidate> _waiting = new();
    private NaoEnsemble? _ensemble;
    private int _outstanding;
    private int _generation;

    /// <param name="space">The space.</param>
    /// <param name="options">How to search.</param>
    /// <param name="seed">The seed of every draw.</param>
    /// <param name="report">Told of every training.</param>
    public NaoRun(ISequenceSpace space, NaoOptions options, int seed, NaoReport report)
    {
        _space = space;
        _options = options;
        _report = report;
        _random = new Random(seed);
        _new = new NewArchitectures(space, _random);
    }

    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next);

    public void Observe(EvaluatedCandidate evaluated)
    {
        _pool.Add(Proposals.Member(_space, evaluated));
        _outstanding = Math.Max(0, _outstanding - 1);
    }

    public void Dispose() => _ensemble?.Dispose();

    private Candidate? Next()
    {
        // A generation is made of what became of the one before.
        if (_waiting.Count == 0 && _outstanding == 0)
        {
            BeginGeneration();
        }

        if (!_waiting.TryDequeue(out var candidate))
        {
            return null;
        }

        _outstanding++;
        return candidate;
    }

    private void BeginGeneration()
    {
        if (!_pool.IsEmpty)
        {
            using var threads = TorchThreads.Single();
            Learn();
            foreach (var (architecture, parent) in Chosen())
            {
                Enqueue(architecture, parent);
            }
        }

        var size = _generation == 0 ? _options.InitialArchitectures : _options.GenerationSize;
        while (_waiting.Count < size && _new.Next() is { } drawn)
        {
            Enqueue(drawn, parent: null);
        }

        _generation++;
    }

    private void Learn()
    {
        double? forecastAccuracy = _ensemble is null ? null : _ensemble.Measure(_pool.Of(_generation - 1)).PairwiseAccuracy;
        _ensemble ??= new NaoEnsemble(_space, _options, _random);
        _ensemble.Train(_pool.All);
        _report.Trained(_ensemble, _generation, _pool.All, forecastAccuracy);
    }

    private IEnumerable<(Architecture Architecture, Architecture? Parent)> Chosen()
    {
        var parents = _pool.Best(_options.SeedArchitectures);
        var generation = new NaoGeneration(_space, _new);
        generation.AddImproved(_ensemble!, parents, enough: _options.GenerationSize);
        generation.AddMutants(parents, _options.Mutants, _random);
        generation.AddRandom(_options.RandomArchitectures, _random);
        return generation.Best(_ensemble!, _options.GenerationSize);
    }

    private void Enqueue(Architecture architecture, Architecture? parent)
    {
        _new.Add(architecture);
        _waiting.Enqueue(new Candidate(architecture) { Generation = _generation, Parent = parent });
    }
}
