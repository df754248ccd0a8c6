using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Deals a task's examples once into those that candidates are trained on and those that they are scored on.</summary>
internal static class HeldOutData
{
    /// <param name="task">The task; the split comes from its seed.</param>
    /// <param name="validationFraction">Share held out.</param>
    /// <param name="dataFraction">Share of the others that is used.</param>
    /// <returns>Two sets on the task's device, which the caller owns.</returns>
    /// <exception cref="ArgumentException">There are too few examples, or a fraction leaves too few.</exception>
    public static (LabelledData Training, LabelledData Validation) Deal(SearchTask task, double validationFraction, double dataFraction = 1)
    {
        if (task.Examples.Count < 4)
        {
            throw new ArgumentException(
                $"At least 4 examples are needed to train on some and to hold out others; found {task.Examples.Count}.",
                nameof(task));
        }

        SplitSizes.Check(task.Examples.Count, validationFraction, "ValidationFraction");
        var random = new Random(task.Seed);
        using var there = task.Examples.To(task.Device);
        var (training, validation) = there.Share(1 - validationFraction, random);
        if (dataFraction == 1)
        {
            return (training, validation);
        }

        using (training)
        {
            if (Math.Round(dataFraction * training.Count) < 2)
            {
                validation.Dispose();
                throw Refusal.Of(
                    "DataFraction",
                    $"With DataFraction {dataFraction} of {training.Count} examples less than two are left to train on; at least 2 are "
                    + "needed.");
            }

            var (used, unused) = training.Share(dataFraction, random);
            unused.Dispose();
            return (used, validation);
        }
    }
}
