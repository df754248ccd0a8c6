namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Says when the weights' average is to take their place: once the loss on the text held out has stopped falling.</summary>
/// <remarks>Non-monotonically triggered averaging, Merity et al. (2018), arXiv:1708.02182, Algorithm 1.</remarks>
/// <param name="patience">n: the last checks that do not count.</param>
internal sealed partial class AveragingTrigger(int patience)
{
    private readonly List<double> _losses = [];

    /// <summary>Notes a loss.</summary>
    /// <returns>Whether it is worse than the best of those noted before the last n.</returns>
    public bool IsPulledBy(double loss)
    {
        var isPulled = _losses.Count > patience && loss > _losses.Take(_losses.Count - patience).Min();
        _losses.Add(loss);
        return isPulled;
    }
}
