namespace TextSearch;

/// <summary>How well a model did on the test texts, and what it took.</summary>
/// <param name="Name">The model.</param>
/// <param name="Accuracy">Share of the texts classified rightly.</param>
/// <param name="F1">Mean over the classes of the harmonic mean of precision and recall.</param>
/// <param name="Time">Processor time of the search and of the training.</param>
internal sealed record Result(string Name, double Accuracy, double F1, TimeSpan Time)
{
    /// <summary>Trainable weights of a network, those of the embedding included.</summary>
    public long? ParameterCount { get; init; }

    public static Result Of(string name, IReadOnlyList<string> labels, IReadOnlyList<string> predicted, TimeSpan time)
    {
        var pairs = labels.Zip(predicted).ToArray();
        var scores = labels.Distinct().Select(label =>
        {
            var right = pairs.Count(pair => pair.First == label && pair.Second == label);
            var named = pairs.Count(pair => pair.First == label) + pairs.Count(pair => pair.Second == label);
            return 2.0 * right / named;
        });
        return new Result(name, pairs.Count(pair => pair.First == pair.Second) / (double)pairs.Length, scores.Average(), time);
    }
}
