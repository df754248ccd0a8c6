namespace Microsoft.ML.AutoML;

internal sealed class BestTrial
{
    internal TrialResult Result { get; private set; }

    // A loss that is not a number is never better, and neither is the loss of a failed trial.
    internal bool Offer(TrialResult result)
    {
        if (!(result.Loss < (Result?.Loss ?? double.MaxValue)))
            return false;

        Result = result;
        return true;
    }
}
