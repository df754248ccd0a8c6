using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>One search by NAO: Algorithm 1 of the paper, a generation at a time.</summary>
internal sealed class NaoRun : IProposerRun
{
    private readonly ISequenceSpace _space;
    private readonly NaoOptions _options;
    private readonly NaoReport _report;
    private readonly ProposerContext _context;
    private readonly Random _random;
    private readonly NewArchitectures _new;
    private readonly NaoPool _pool = new();
    private readonly Queue<Candidate> _waiting = new();
    private NaoEnsemble? _ensemble;
    private int _outstanding;
    private int _generation;

    // The generation that the search last began with: only what was found since then is improved.
    private int _climb;

    /// <param name="space">The space.</param>
    /// <param name="options">How to search.</param>
    /// <param name="seed">The seed of every draw.</param>
    /// <param name="context">Told of every training, and asked before every step of one.</param>
    /// <param name="clock">Measures the events' times.</param>
    public NaoRun(ISequenceSpace space, NaoOptions options, int seed, ProposerContext context, TimeProvider clock)
    {
        _space = space;
        _options = options;
        _context = context;
        _report = new NaoReport(context.Progress, clock);
        _random = new Random(seed);
        _new = new NewArchitectures(space, _random, context);
    }

    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, _context);

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
        var size = _generation == 0 ? _options.InitialArchitectures : _options.GenerationSize;
        if (!_pool.IsEmpty && !_new.AreAll)
        {
            using var threads = TorchThreads.Single();
            Learn();
            if (IsStuck())
            {
                _climb = _generation;
                size = _options.RestartArchitectures;
            }

            foreach (var (architecture, parent) in Found().Best(_ensemble!, size))
            {
                Enqueue(architecture, parent);
            }
        }

        while (_waiting.Count < size && _new.Next() is { } drawn)
        {
            Enqueue(drawn, parent: null);
        }

        _generation++;
    }

    // Where all that the last restart drew failed, there is nothing to improve.
    private bool IsStuck() =>
        _pool.GenerationsSinceBest(_climb, _generation - 1) is not { } generations || generations >= (_options.Patience ?? int.MaxValue);

    private void Learn()
    {
        var forecastAccuracy = _report.Forecast(_ensemble, _pool.Of(_generation - 1));
        _ensemble ??= new NaoEnsemble(_space, _options, _random, _context);
        _ensemble.Train(_pool.All);
        _report.Trained(_ensemble, _generation, _pool.All, forecastAccuracy);
    }

    private NaoGeneration Found()
    {
        var found = new NaoGeneration(_space, _new, _context);
        if (_climb == _generation)
        {
            found.AddRandom(2 * _options.RestartArchitectures, _random);
            return found;
        }

        var parents = _pool.Best(_options.SeedArchitectures, since: _climb);
        found.AddImproved(_ensemble!, parents, enough: _options.GenerationSize);
        found.AddMutants(parents, _options.Mutants, _random);
        return found;
    }

    private void Enqueue(Architecture architecture, Architecture? parent)
    {
        _new.Add(architecture);
        _waiting.Enqueue(new Candidate(architecture) { Generation = _generation, Parent = parent });
    }
}
