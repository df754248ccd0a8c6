using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>Results as texts that are equal where the results are to the bit, times aside.</summary>
internal static class CheckpointedResult
{
    public static string Of(NeuralArchitectureSearchResult found) => string.Join(
        '\n',
        found.Candidates.Select(
            evaluated => $"{evaluated.Candidate} {BitConverter.DoubleToInt64Bits(evaluated.Result.Score)} {evaluated.Result.Failure}")
            .Prepend(History(found.History))
            .Prepend(found.Architecture.ToJson())
            .Append($"{found.Outcome} {found.Seed}"));

    public static string Of(TrainingResult result, nn.Module network) =>
        $"{History(result.History)}\n{result.Outcome} {DataText.Hash(network.state_dict().Values)}";

    private static string History(IEnumerable<EpochRecord> history) =>
        string.Join('\n', history.Select(epoch => $"{epoch with { Duration = default }}"));
}
