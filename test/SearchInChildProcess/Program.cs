using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

// Usage: SearchInChildProcess fit images|texts|language FOLDER, see Fits.cs: 3 and a line on the other stream where the folder is refused;
// or
// Usage: SearchInChildProcess history.jsonl EVALUATIONS MILLISECONDS
// Searches with a proposer that learns, whose state must come back from the history. Each evaluation takes so many milliseconds.
// Prints a line for every candidate as soon as it is in the history: the architecture and its score. An error is one line on the other
// stream.
if (args[0] == "fit")
{
    return Fits.RunOrRefuse(args[1], args[2]);
}

using var evaluator = new SlowCount(TimeSpan.FromMilliseconds(int.Parse(args[2], CultureInfo.InvariantCulture)));
try
{
    new CandidateSearch
    {
        Space = new DagCellSpace(),
        Proposer = Proposers.Bananas(new() { Initial = 5, BatchSize = 3 }),
        Evaluator = evaluator,
        Evaluations = int.Parse(args[1], CultureInfo.InvariantCulture),
        Seed = 3,
        HistoryPath = args[0],
        Progress = new Lines(),
    }.Run();
    return 0;
}
catch (IOException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (SearchFailedException exception)
{
    // What was found is told once more, in one line.
    Console.WriteLine(string.Join(';', exception.Result.Candidates.Select(Lines.Of)));
    Console.Error.WriteLine(exception.InnerException!.Message);
    return 2;
}

internal sealed class SlowCount(TimeSpan duration) : IEvaluator
{
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        Thread.Sleep(duration);
        var operations = ((DagCell)candidate.Architecture).Nodes.SelectMany(operations => operations);
        return new(
            operations.Select((operation, edge) => operation.Contains("conv", StringComparison.Ordinal) ? 1.0 / (edge + 3) : 0).Sum());
    }

    public void Dispose()
    {
    }
}

internal sealed class Lines : IProgress<SearchEvent>
{
    public void Report(SearchEvent value)
    {
        if (value is CandidateEvaluated { Evaluated: var evaluated })
        {
            Console.WriteLine(Of(evaluated));
        }
    }

    public static string Of(EvaluatedCandidate evaluated) =>
        $"{evaluated.Candidate.Architecture} {BitConverter.DoubleToInt64Bits(evaluated.Result.Score)}";
}
