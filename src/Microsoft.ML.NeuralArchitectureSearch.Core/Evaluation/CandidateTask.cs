using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>What evaluators ask of the task that their candidates belong to.</summary>
internal static class CandidateTask
{
    /// <exception cref="OperationCanceledException">The evaluation or the task was cancelled.</exception>
    public static void ThrowIfCancelled(this SearchTask task, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        task.Cancellation.ThrowIfCancellationRequested();
        if (task.IsCancelled?.Invoke() == true)
        {
            throw new OperationCanceledException("The search that the evaluation belongs to was cancelled.");
        }
    }

    /// <summary>A seed that depends on the task's and on the architecture alone, the same in every process.</summary>
    public static int SeedOf(this SearchTask task, Architecture architecture) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{task.Seed}:{architecture.ToJson()}")));

    /// <summary>The task's space, where it is one of recurrent cells.</summary>
    /// <exception cref="ArgumentException">It is another one.</exception>
    public static RecurrentCellSpace RecurrentSpace(this SearchTask task) => task.Space as RecurrentCellSpace
        ?? throw new ArgumentException($"A {nameof(RecurrentCellSpace)} is needed; found {task.Space}.", nameof(task));

    /// <summary>A candidate's cell.</summary>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    public static RecurrentGenotype CellOf(this RecurrentCellSpace space, Architecture architecture) =>
        space.Contains(architecture)
            ? (RecurrentGenotype)architecture
            : throw new ArgumentException($"{architecture} does not belong to {space}.", nameof(architecture));
}
